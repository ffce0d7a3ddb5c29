-- Somebody looked at their Home tab, or opened the messages of the bot. ARGV: P, JSON {team, ...}, wake-up channel, shard.
--   looks, user, at, keep    they looked then; the set is forgotten after `keep`
--   homes, trail             the page that they read; what it showed is forgotten. No trail: both stay as they are.
--                            A number stands beside it, for workers of the version that counted the pages
--   since                    of whoever looked before that, nothing is kept
--   opened                   a key that says that somebody was the first: if it was not there, `first` follows
--   effects                  what follows anyway
--   news                     Home tabs that follow (show_homes)
local P, change = ARGV[1], cjson.decode(ARGV[2])
local effects = change.effects
local MANY = 1000 -- forgotten at once; the others next time
if change.looks then
  redis.call('ZADD', change.looks, change.at, change.user)
  local gone = redis.call('ZRANGEBYSCORE', change.looks, '-inf', '(' .. change.since, 'LIMIT', 0, MANY)
  for _, user in ipairs(gone) do redis.call('HDEL', change.homes, user, user .. ':shows', user .. ':trail') end
  if #gone > 0 then redis.call('ZREM', change.looks, unpack(gone)) end
  redis.call('PEXPIRE', change.looks, change.keep)
  if change.trail then
    redis.call('HDEL', change.homes, change.user .. ':shows', change.user .. ':trail')
    redis.call('HSET', change.homes, change.user, '0')
    if change.trail ~= '' then
      redis.call('HSET', change.homes, change.user .. ':trail', change.trail)
    end
  else
    redis.call('HSETNX', change.homes, change.user, '0')
  end
  redis.call('PEXPIRE', change.homes, change.keep)
end
if change.opened and redis.call('SET', change.opened, '1', 'NX') then
  for _, effect in ipairs(change.first) do effects[#effects + 1] = effect end
end
enqueue(P, change.team, effects)
local news = show_homes(P, change.team, change.news)
if #effects + news > 0 then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return 'looked'
