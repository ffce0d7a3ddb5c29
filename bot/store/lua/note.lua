-- Something to remember and perhaps to tell, without a new state. KEYS[1]: what was noted lately.
-- ARGV: P, {audit, row, seen, seen_for, now, lasts, most, team, effects} as JSON, wake-up channel, shard.
-- Answers 'told', 'noted' (others were told of it lately), 'counted' (on record often enough) or
-- 'seen' (the same delivery again).
local P, change = ARGV[1], cjson.decode(ARGV[2])
if not redis.call('SET', change.seen, 'noted', 'NX', 'PX', change.seen_for) then return 'seen' end
local ends, count, told = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+):(%d+):(%d)$')
if not ends or tonumber(ends) <= tonumber(change.now) then
  ends, count, told = tonumber(change.now) + tonumber(change.lasts), 0, 0
end
count = tonumber(count) + 1
local tells = tonumber(told) == 0 and #change.effects > 0
if tells then told = 1 end
local kept = string.format('%.0f:%.0f:%d', tonumber(ends), count, tonumber(told))
redis.call('SET', KEYS[1], kept, 'PX', change.lasts)
local is_row = count <= tonumber(change.most)
if is_row then redis.call('XADD', change.audit, '*', 'row', change.row) end
if not tells then return is_row and 'noted' or 'counted' end
enqueue(P, change.team, change.effects)
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 'told'
