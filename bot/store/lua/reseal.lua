-- One hash, sealed with another key. KEYS[1]: the hash. ARGV: P, then field, old, new, ... in threes.
-- All or nothing, and only over what was read: a hash that was burned or replaced meanwhile stays so.
-- HSET leaves the time to live as it is. Answers 1, or 0 if something changed.
for i = 2, #ARGV, 3 do
  if redis.call('HGET', KEYS[1], ARGV[i]) ~= ARGV[i + 1] then return 0 end
end
for i = 2, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) end
redis.call('INCR', ARGV[1] .. 'burned') -- what the old key opens must leave the append-only file too
return 1
