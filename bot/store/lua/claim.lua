-- Takes due effects of one shard under a new lease.
-- ARGV: P, now, length of the lease, its name, most in all, most of one team, most of one among several,
-- where to begin among the teams, then team, room, ... for teams of which the caller has some already.
-- Answers: {time of what is due next or '', {id, team, body, tries, in doubt}, ...}
local P, now, length, lease = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local left, alone, fair = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local rooms = {}
for i = 9, #ARGV, 2 do rooms[ARGV[i]] = tonumber(ARGV[i + 1]) end
local answer = {''}

-- 'pushed' if somebody else holds it: then it is due when that lease may be over.
local function take(due, team, id)
  local body = redis.call('HGET', P .. 'body', id)
  if not body then
    redis.call('ZREM', due, id)
    return 'nothing'
  end
  local holder = redis.call('HGET', P .. 'open', id)
  local holds = holder and redis.call('PTTL', P .. 'lease:' .. holder) or 0
  if holds > 0 then
    redis.call('ZADD', due, string.format('%.0f', tonumber(now) + holds), id)
    return 'pushed'
  end
  redis.call('ZADD', due, string.format('%.0f', tonumber(now) + tonumber(length)), id)
  redis.call('HSET', P .. 'open', id, lease)
  local tries = redis.call('HGET', P .. 'tries', id) or '0'
  answer[#answer + 1] = {id, team, body, tries, holder and 1 or 0}
  return 'taken'
end

local function take_of(team, most)
  local due = P .. 'due:' .. team
  while most > 0 do -- what is not taken is no longer due, so this ends
    local ids = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most)
    if #ids == 0 then break end
    for _, id in ipairs(ids) do
      if take(due, team, id) == 'taken' then
        most = most - 1
        left = left - 1
      end
    end
  end
  earliest(P, team)
end

-- Each claim begins elsewhere: nobody's long queue is always the first to be served.
local waiting = redis.call('ZCOUNT', P .. 'teams', '-inf', now)
if waiting > 0 then
  local start = tonumber(ARGV[8]) % waiting
  local teams = redis.call('ZRANGEBYSCORE', P .. 'teams', '-inf', now, 'LIMIT', start, left)
  if start > 0 and #teams < left then
    local others = redis.call('ZRANGEBYSCORE', P .. 'teams', '-inf', now, 'LIMIT', 0, math.min(start, left - #teams))
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
