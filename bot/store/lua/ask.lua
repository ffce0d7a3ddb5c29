-- All that an answer needs, in one round trip. KEYS: the person, the team's set of setups. ARGV[1]: prefix of a setup's key.
-- Answers {person or '', {version, document}, ...}
local answer = {redis.call('GET', KEYS[1]) or ''}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  local kept = redis.call('HMGET', ARGV[1] .. id, 'version', 'document')
  if kept[1] then answer[#answer + 1] = kept end
end
return answer
