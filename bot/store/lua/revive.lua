-- What was given up is due again. KEYS[1]: seen. ARGV: P, {team, ids, now, seen_for, audit, row, homes} as JSON,
-- wake-up channel, shard. Answers how many there were; a repeat answers what it answered then.
local P, change = ARGV[1], cjson.decode(ARGV[2])
local team, revived = change.team, 0
local former = redis.call('GET', KEYS[1])
if former then return tonumber(former) end
local rows, setups = {}, {}
for _, id in ipairs(change.ids) do
  local row = redis.call('HGET', P .. 'dead:' .. team, id)
  if row then rows[#rows + 1] = {id, cjson.decode(row)} end
end
redis.call('SET', KEYS[1], #rows, 'PX', change.seen_for)
for _, found in ipairs(rows) do
  local id, row = found[1], found[2]
  drop_dead(P, team, id, row.setup)
  setups[row.setup] = true
  if redis.call('HEXISTS', P .. 'body', id) == 0 then -- else it was asked for anew meanwhile
    redis.call('HSET', P .. 'body', id, row.body)
    if row.doubt then redis.call('HSET', P .. 'open', id, IN_DOUBT) end
    redis.call('ZADD', P .. 'due:' .. team, change.now, id)
  end
end
if #rows > 0 then
  for setup in pairs(setups) do count_dead(P, team, setup) end
  redis.call('XADD', change.audit, '*', 'row', change.row)
  enqueue(P, team, change.effects)
  show_homes(P, team, change.homes)
  earliest(P, team)
  redis.call('PUBLISH', ARGV[3], ARGV[4])
end
return #rows
