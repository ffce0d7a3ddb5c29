-- One transition: state, effects, seen id, audit row, index, vault; all of it or none.
-- KEYS[1]: the aggregate. ARGV[1]: P. ARGV[2]: the change, as JSON; absent parts are absent keys.
local P, change = ARGV[1], cjson.decode(ARGV[2])
local aggregate, team = KEYS[1], change.team

if change.seen then
  local former = redis.call('GET', change.seen)
  if former then return {'seen', former} end
end
if change.finish and not is_ours(P, change.finish[1], change.finish[2]) then
  return {'lost'}
end
local version = redis.call('HGET', aggregate, 'version') or '0'
if version ~= change.expected then return {'conflict', version} end
for _, claim in ipairs(change.claims) do
  local owner = redis.call('HGET', claim[1], claim[2])
  if owner and owner ~= claim[3] then return {'taken', claim[2]} end
end

-- First: a store that is full refuses a script at its first write, unless that frees something.
local burned = change.burn and #change.burn > 0
for _, key in ipairs(change.burn or {}) do redis.call('DEL', key) end
for _, claim in ipairs(change.claims) do redis.call('HSET', claim[1], claim[2], claim[3]) end
for _, release in ipairs(change.releases) do
  if redis.call('HGET', release[1], release[2]) == release[3] then
    redis.call('HDEL', release[1], release[2])
  end
end
redis.call('HSET', aggregate, 'version', change.next, 'document', change.document)
for field, value in pairs(change.fields) do redis.call('HSET', aggregate, field, value) end
if change.forget_after then
  redis.call('PEXPIRE', aggregate, change.forget_after)
else
  redis.call('PERSIST', aggregate)
end
for _, member in ipairs(change.members) do redis.call('SADD', member[1], member[2]) end
for _, leaver in ipairs(change.leavers) do redis.call('SREM', leaver[1], leaver[2]) end
-- What is gone must leave the append-only file too: bot/store/burned.py looks at this.
for _, sealed in ipairs(change.sealed or {}) do -- {key, fields and values, milliseconds to live or none}
  if redis.call('DEL', sealed[1]) == 1 then burned = true end
  redis.call('HSET', sealed[1], unpack(sealed[2]))
  if sealed[3] then redis.call('PEXPIRE', sealed[1], sealed[3]) end
end
if burned then redis.call('INCR', P .. 'burned') end
if change.seen then
  redis.call('SET', change.seen, change.answer, 'PX', change.seen_for)
end
redis.call('XADD', change.audit, '*', 'row', change.row)
enqueue(P, team, change.effects)
if change.finish then finish(P, team, change.finish[1]) end
if #change.effects > 0 then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return {'committed', change.next}
