-- Ends one claim. ARGV[1]: P. ARGV[2]: JSON {team, id, lease, how, ...}; how is one of
--   done   removed; follow-up effects are added, the sent message is noted
--   later  due again at `due`; an attempt counts if `counted`, as refused if `refused`; its outcome stays in doubt if `doubt`
--   dead   put aside `at` that time, as `row`; `homes` show it
-- Answers 'finished', or 'lost' if the lease was no longer ours: then nothing is changed.
local P, change = ARGV[1], cjson.decode(ARGV[2])
local team, id = change.team, change.id
if not is_ours(P, id, change.lease) then return 'lost' end
if change.how == 'done' then
  if change.messages then
    for field, value in pairs(change.standing) do redis.call('HSET', change.messages, field, value) end
  end
  enqueue(P, team, change.effects)
  finish(P, team, id)
elseif change.how == 'later' then
  -- Asked for anew meanwhile, it is that one now: not before its own time.
  local due, again = change.due, redis.call('HGET', P .. 'again', id)
  if again then
    redis.call('HDEL', P .. 'again', id)
    if tonumber(again) > tonumber(due) then due = again end
  end
  redis.call('ZADD', P .. 'due:' .. team, due, id)
  if change.counted then redis.call('HINCRBY', P .. 'tries', id, 1) end
  if change.refused then redis.call('HINCRBY', P .. 'refused', id, 1) end
  -- The lease is over either way: whoever claims it next need not wait for its end.
  if change.doubt then
    redis.call('HSET', P .. 'open', id, IN_DOUBT)
  else
    redis.call('HDEL', P .. 'open', id)
  end
  earliest(P, team)
else
  enqueue(P, team, change.effects)
  finish(P, team, id)
  put_aside(P, team, id, change.row, change.at)
end
local homes = show_homes(P, team, change.homes)
if #change.effects + homes > 0 then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return 'finished'
