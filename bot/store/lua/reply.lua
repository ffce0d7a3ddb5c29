-- What a message of somebody's leads to, once. KEYS[1]: seen. ARGV: P, {team, seen_for, effects} as JSON,
-- wake-up channel, shard. Answers 'told', or 'seen': the same message again, however Slack named its event.
local P, change = ARGV[1], cjson.decode(ARGV[2])
if not redis.call('SET', KEYS[1], 'told', 'NX', 'PX', change.seen_for) then return 'seen' end
enqueue(P, change.team, change.effects)
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 'told'
