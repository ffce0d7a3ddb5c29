-- A longer hold is not cut short, whoever comes last. KEYS[1]: the hold. ARGV: until when, for how long.
local kept = tonumber(redis.call('GET', KEYS[1]) or '0')
if tonumber(ARGV[1]) > kept then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return 1
