-- Lengthens a lease. ARGV: P, milliseconds for which it holds from now on, its name, ids of what it covers, ...
-- Answers the ids that are no longer ours: somebody took them while the lease was over.
local P, lease, lost, ours = ARGV[1], ARGV[3], {}, 0
for i = 4, #ARGV do
  if is_ours(P, ARGV[i], lease) then ours = ours + 1 else lost[#lost + 1] = ARGV[i] end
end
if ours > 0 then redis.call('SET', P .. 'lease:' .. lease, '1', 'PX', ARGV[2]) end
return lost
