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
--   P dead_of:TEAM:SETUP  zset  effect id -> since when: those of one setup, '' for none; so nobody reads all for a few
--   P dead_in:TEAM  zset  setup -> how many of them it has
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

-- Somebody performs it: in the due set stands about when their lease ends.
local function is_held(P, id)
  local holder = redis.call('HGET', P .. 'open', id)
  return holder and holder ~= IN_DOUBT
end

-- effects: {{id, due, body}, ...}. An effect that is being performed runs once more afterwards.
local function enqueue(P, team, effects)
  if #effects == 0 then return end
  for _, effect in ipairs(effects) do
    local id, due, body = effect[1], effect[2], effect[3]
    redis.call('HSET', P .. 'body', id, body)
    if is_held(P, id) then
      redis.call('HSET', P .. 'again', id, due)
    else
      redis.call('ZADD', P .. 'due:' .. team, due, id)
    end
  end
  earliest(P, team)
end

-- Whoever looked at their Home tab since then, and has one of these on it, sees it as it is now. At most so
-- many of each, the latest first: whoever opens it later gets a new one anyway. `users` are never too many.
-- homes: {since, due, keys, looks, users}. Answers how many there are.
local MOST_HOMES = 50
local function show_homes(P, team, homes)
  -- Whoever watches has looked: without a look there is nobody to ask for, key by key.
  if not homes or redis.call('EXISTS', homes.looks) == 0 then return 0 end
  local shown = {}
  for _, key in ipairs(homes.keys) do
    local users = redis.call('ZREVRANGEBYSCORE', key, '+inf', homes.since, 'LIMIT', 0, MOST_HOMES)
    for _, user in ipairs(users) do shown[user] = true end
  end
  for _, user in ipairs(homes.users) do
    local at = redis.call('ZSCORE', homes.looks, user)
    if at and tonumber(at) >= tonumber(homes.since) then shown[user] = true end
  end
  local number = 0
  for user in pairs(shown) do
    local id, due = 'home:' .. user, homes.due
    -- Asked for twice, it comes at the earlier time.
    local before = redis.call('HGET', P .. 'again', id)
    if not is_held(P, id) then before = redis.call('ZSCORE', P .. 'due:' .. team, id) end
    if before and tonumber(before) < tonumber(due) then due = string.format('%.0f', tonumber(before)) end
    enqueue(P, team, {{id, due, cjson.encode({['do'] = 'show_home', user_id = user})}})
    number = number + 1
  end
  return number
end

-- Also after the lease ended, as long as nobody else took the effect.
local function is_ours(P, id, lease)
  return redis.call('HGET', P .. 'open', id) == lease
end

local function note_number(key, number, of)
  if number == 0 then
    redis.call('ZREM', key, of)
  else
    redis.call('ZADD', key, number, of)
  end
end

local function count_dead(P, team, setup)
  note_number(P .. 'dead_in:' .. team, redis.call('ZCARD', P .. 'dead_of:' .. team .. ':' .. setup), setup)
  note_number(P .. 'dead_teams', redis.call('HLEN', P .. 'dead:' .. team), team)
end

-- Given up no longer; not counted yet.
local function drop_dead(P, team, id, setup)
  redis.call('HDEL', P .. 'dead:' .. team, id)
  redis.call('ZREM', P .. 'dead_of:' .. team .. ':' .. setup, id)
end

-- What once was given up came through after all, whatever became of its row.
local function forget_dead(P, team, id)
  local row = redis.call('HGET', P .. 'dead:' .. team, id)
  if not row then return end
  local is_whole, read = pcall(cjson.decode, row)
  local setup = is_whole and read.setup or ''
  drop_dead(P, team, id, setup)
  count_dead(P, team, setup)
end

local function put_aside(P, team, id, row, at)
  forget_dead(P, team, id)
  local setup = cjson.decode(row).setup
  redis.call('HSET', P .. 'dead:' .. team, id, row)
  redis.call('ZADD', P .. 'dead_of:' .. team .. ':' .. setup, at, id)
  count_dead(P, team, setup)
end

local function finish(P, team, id)
  redis.call('HDEL', P .. 'open', id)
  redis.call('HDEL', P .. 'tries', id)
  redis.call('HDEL', P .. 'refused', id)
  forget_dead(P, team, id)
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
