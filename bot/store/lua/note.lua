-- Something to remember and perhaps to tell, without a new state. KEYS[1]: told lately.
-- ARGV: P, {audit, row, seen, seen_for, told_for, team, effects} as JSON, wake-up channel, shard.
-- Answers 'told', 'noted' (others were told of it lately) or 'seen' (the same delivery again).
local P, change = ARGV[1], cjson.decode(ARGV[2])
if not redis.call('SET', change.seen, '', 'NX', 'PX', change.seen_for) then return 'seen' end
redis.call('XADD', change.audit, '*', 'row', change.row)
if #change.effects == 0 then return 'noted' end
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', change.told_for) then return 'noted' end
enqueue(P, change.team, change.effects)
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 'told'
