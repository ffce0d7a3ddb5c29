-- Ends claims that leave nothing but their removal, many at once. ARGV: P, [[team, lease, [id, ...]], ...] as JSON.
-- Answers for each id, in this order: 1, or 0 if the lease was no longer ours.
local P, answer = ARGV[1], {}
for _, group in ipairs(cjson.decode(ARGV[2])) do
  local team, lease, ids = group[1], group[2], group[3]
  local holders = redis.call('HMGET', P .. 'open', unpack(ids))
  local again = redis.call('HMGET', P .. 'again', unpack(ids))
  local ours, gone = {}, {}
  for n, id in ipairs(ids) do
    if holders[n] == lease then
      answer[#answer + 1] = 1
      ours[#ours + 1] = id
      if not again[n] then gone[#gone + 1] = id end
    else
      answer[#answer + 1] = 0
    end
  end
  if #ours > 0 then
    redis.call('HDEL', P .. 'open', unpack(ours))
    redis.call('HDEL', P .. 'tries', unpack(ours))
    redis.call('HDEL', P .. 'refused', unpack(ours))
    local dead = redis.call('HMGET', P .. 'dead:' .. team, unpack(ours))
    for n, id in ipairs(ours) do
      if dead[n] then forget_dead(P, team, id) end
    end
    if #gone > 0 then
      redis.call('ZREM', P .. 'due:' .. team, unpack(gone))
      redis.call('HDEL', P .. 'body', unpack(gone))
    end
    for n, id in ipairs(ids) do
      if holders[n] == lease and again[n] then
        redis.call('HDEL', P .. 'again', id)
        redis.call('ZADD', P .. 'due:' .. team, again[n], id)
      end
    end
    earliest(P, team)
  end
end
return answer
