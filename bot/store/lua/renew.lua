-- Lengthens leases that are still ours. ARGV: P, new end of the lease, then lease, team, id, ... in threes.
-- Answers the ids that are no longer ours.
local P, lost = ARGV[1], {}
for i = 3, #ARGV, 3 do
  local lease, team, id = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if is_ours(P, id, lease) then
    redis.call('ZADD', P .. 'due:' .. team, ARGV[2], id)
    earliest(P, team)
  else
    lost[#lost + 1] = id
  end
end
return lost
