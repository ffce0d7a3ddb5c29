-- What every script that touches effects shares. P: "sc:{shard}:", the prefix of the shard's keys.
--   P due:TEAM    zset    effect id -> due time; while claimed, about when the lease ends
--   P teams       zset    team -> its earliest time, so that no claim walks a long queue
--   P body        hash    effect id -> effect, as JSON
--   P open        hash    effect id -> lease it is performed under; left by a crash: its outcome is in doubt
--   P lease:NAME  string  there as long as the lease holds
--   P again       hash    effect id -> due time: asked for again while it was being performed
--   P tries       hash    effect id -> failed attempts
--   P refused     hash    effect id -> those of them that were refused: an outage ends by itself, a refusal does not
--   P dead:TEAM   hash    effect id -> JSON {body, reason, at, setup, doubt}: given up, until somebody retries it
--   P dead_teams  zset    team -> how many of those it has
-- Times are whole milliseconds since 1970, given by the caller: nothing here asks for the time. Only how
-- long a lease holds is Redis' own affair (a time to live): the clocks of workers may differ by seconds.

local IN_DOUBT = 'in doubt' -- in `open`: nobody performs it, and how the last attempt ended is unknown

local function earliest(P, team)
  local first = redis.call('ZRANGE', P .. 'due:' .. team, 0, 0, 'WITHSCORES')
  if #first == 0 then
    redis.call('ZREM', P .. 'teams', team)
  else
    redis.call('ZADD', P .. 'teams', first[2], team)
  end
end

-- effects: {{id, due, body}, ...}. An effect that is being performed runs once more afterwards.
local function enqueue(P, team, effects)
  if #effects == 0 then return end
  for _, effect in ipairs(effects) do
    local id, due, body = effect[1], effect[2], effect[3]
    redis.call('HSET', P .. 'body', id, body)
    local holder = redis.call('HGET', P .. 'open', id)
    if holder and holder ~= IN_DOUBT then
      redis.call('HSET', P .. 'again', id, due)
    else
      redis.call('ZADD', P .. 'due:' .. team, due, id)
    end
  end
  earliest(P, team)
end

-- Also after the lease ended, as long as nobody else took the effect.
local function is_ours(P, id, lease)
  return redis.call('HGET', P .. 'open', id) == lease
end

local function count_dead(P, team)
  local left = redis.call('HLEN', P .. 'dead:' .. team)
  if left == 0 then
    redis.call('ZREM', P .. 'dead_teams', team)
  else
    redis.call('ZADD', P .. 'dead_teams', left, team)
  end
end

local function finish(P, team, id)
  redis.call('HDEL', P .. 'open', id)
  redis.call('HDEL', P .. 'tries', id)
  redis.call('HDEL', P .. 'refused', id)
  -- What once was given up came through after all.
  if redis.call('HDEL', P .. 'dead:' .. team, id) == 1 then count_dead(P, team) end
  local again = redis.call('HGET', P .. 'again', id)
  if again then
    redis.call('HDEL', P .. 'again', id)
    redis.call('ZADD', P .. 'due:' .. team, again, id)
  else
    redis.call('ZREM', P .. 'due:' .. team, id)
    redis.call('HDEL', P .. 'body', id)
  end
  earliest(P, team)
end
