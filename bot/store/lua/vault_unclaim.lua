-- The window did not open: the same person may try again. KEYS[1]: the vault entry. ARGV[1]: the claim.
if redis.call('HGET', KEYS[1], 'claim') == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'claimed_until', 'claim')
end
return 1
