-- Somebody's Home tab shows these. KEYS: sorted sets of watchers. ARGV: who, when they looked, since when a look
-- counts, how long the sets are kept. Answers how many of the sets did not know of them.
local user, at, since, keep = unpack(ARGV)
local new = 0
for _, key in ipairs(KEYS) do
  local before = redis.call('ZSCORE', key, user)
  if not before or tonumber(before) < tonumber(since) then new = new + 1 end
  redis.call('ZADD', key, at, user)
  redis.call('PEXPIRE', key, keep)
end
return new
