-- Takes due effects of one shard for the length of a lease.
-- ARGV: P, now, end of the lease, name of the lease, most in all, most of one team among several.
-- Answers: {time of what is due next or '', {id, team, body, tries, in doubt}, ...}
local P, now, lease_end, lease = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local left, fair = tonumber(ARGV[5]), tonumber(ARGV[6])
local answer = {''}
local teams = redis.call('ZRANGEBYSCORE', P .. 'teams', '-inf', now, 'LIMIT', 0, left)
for _, team in ipairs(teams) do
  if left <= 0 then break end
  local due = P .. 'due:' .. team
  local most = left
  if #teams > 1 and fair < most then most = fair end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most)) do
    local body = redis.call('HGET', P .. 'body', id)
    if body then
      local doubt = redis.call('HEXISTS', P .. 'open', id)
      redis.call('ZADD', due, lease_end, id)
      redis.call('HSET', P .. 'open', id, lease)
      answer[#answer + 1] = {id, team, body, redis.call('HGET', P .. 'tries', id) or '0', doubt}
      left = left - 1
    else
      redis.call('ZREM', due, id)
    end
  end
  earliest(P, team)
end
local first = redis.call('ZRANGE', P .. 'teams', 0, 0, 'WITHSCORES')
if #first > 0 then answer[1] = first[2] end
return answer
