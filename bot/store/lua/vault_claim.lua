-- The first of two phases of a reveal. KEYS[1]: the vault entry. ARGV: now, person, version, end of the claim, claim.
-- Answers {'claimed', field, sealed, ...} or {'gone'} or {'replaced'} or {'being_shown'}.
local entry = KEYS[1]
local kept = redis.call('HMGET', entry, 'version', 'recipient', 'expires', 'claimed_until', 'claim')
if not kept[1] or tonumber(kept[3]) <= tonumber(ARGV[1]) then return {'gone'} end
if kept[1] ~= ARGV[3] or kept[2] ~= ARGV[2] then return {'replaced'} end
if kept[4] and tonumber(kept[4]) > tonumber(ARGV[1]) and kept[5] ~= ARGV[5] then return {'being_shown'} end
redis.call('HSET', entry, 'claimed_until', ARGV[4], 'claim', ARGV[5])
local sealed = redis.call('HMGET', entry, 'munchkin_id', 'client_id', 'client_secret')
return {'claimed', sealed[1], sealed[2], sealed[3]}
