-- Takes due effects of one shard under a new lease.
-- ARGV: P, now, length of the lease, its name, most in all, most of one team, most of one among several,
-- where to begin among the teams, then team, room, ... for teams of which the caller has some already.
-- Answers: {time of what is due next or '', {id, team, body, tries, refused, in doubt}, ...}
local P, now, length, lease = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local left, alone, fair = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local rooms = {}
for i = 9, #ARGV, 2 do rooms[ARGV[i]] = tonumber(ARGV[i + 1]) end
local look = left + (#ARGV - 8) / 2 -- teams: of some there may be no more room
local answer = {''}

local lease_end = string.format('%.0f', tonumber(now) + tonumber(length))

-- Of what is due and found in one look: how many are ours now. The rest is no longer due: what somebody
-- else holds is put off until that lease may be over.
local function take(due, team, ids)
  local bodies = redis.call('HMGET', P .. 'body', unpack(ids))
  local holders = redis.call('HMGET', P .. 'open', unpack(ids))
  local tries = redis.call('HMGET', P .. 'tries', unpack(ids))
  local refused = redis.call('HMGET', P .. 'refused', unpack(ids))
  local times, opened, gone = {}, {}, {}
  for n, id in ipairs(ids) do
    local holds = holders[n] and redis.call('PTTL', P .. 'lease:' .. holders[n]) or 0
    if not bodies[n] then
      gone[#gone + 1] = id
    elseif holds > 0 then
      times[#times + 1] = string.format('%.0f', tonumber(now) + holds)
      times[#times + 1] = id
    else
      times[#times + 1] = lease_end
      times[#times + 1] = id
      opened[#opened + 1] = id
      opened[#opened + 1] = lease
      answer[#answer + 1] = {id, team, bodies[n], tries[n] or '0', refused[n] or '0', holders[n] and 1 or 0}
    end
  end
  if #times > 0 then redis.call('ZADD', due, unpack(times)) end
  if #opened > 0 then redis.call('HSET', P .. 'open', unpack(opened)) end
  if #gone > 0 then redis.call('ZREM', due, unpack(gone)) end
  return #opened / 2
end

local function take_of(team, most)
  local due = P .. 'due:' .. team
  while most > 0 do
    local ids = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most)
    if #ids == 0 then break end
    local taken = take(due, team, ids)
    most = most - taken
    left = left - taken
  end
  earliest(P, team)
end

-- Each claim begins elsewhere: nobody's long queue is always the first to be served.
local waiting = redis.call('ZCOUNT', P .. 'teams', '-inf', now)
if waiting > 0 then
  local start = tonumber(ARGV[8]) % waiting
  local teams = redis.call('ZRANGEBYSCORE', P .. 'teams', '-inf', now, 'LIMIT', start, look)
  if start > 0 and #teams < look then
    local others = redis.call('ZRANGEBYSCORE', P .. 'teams', '-inf', now, 'LIMIT', 0, math.min(start, look - #teams))
    for _, team in ipairs(others) do teams[#teams + 1] = team end
  end
  local most = alone
  if waiting > 1 then most = math.min(fair, alone) end
  for _, team in ipairs(teams) do
    if left <= 0 then break end
    take_of(team, math.min(left, most, rooms[team] or most))
  end
end
if #answer > 1 then redis.call('SET', P .. 'lease:' .. lease, '1', 'PX', length) end
local first = redis.call('ZRANGE', P .. 'teams', 0, 0, 'WITHSCORES')
if #first > 0 then answer[1] = first[2] end
return answer
