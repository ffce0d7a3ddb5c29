-- One transition: state, effects, seen id, audit row, index, vault; all of it or none.
-- KEYS[1]: the aggregate. ARGV[1]: P. ARGV[2]: the change, as JSON; absent parts are absent keys.
-- ARGV[3], ARGV[4]: whom to wake, and with what. From ARGV[5] on: field, value, … of the aggregate,
-- apart, since to read ten thousand people out of JSON would keep the server busy for long.
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

-- Ten thousand fields of a hash, or members of a set, many at a time: a call each would keep the
-- server busy for long.
local MANY = 1000
local function in_parts(fields, each, from)
  for first = from or 1, #fields, MANY do
    local part = {unpack(fields, first, math.min(first + MANY - 1, #fields))}
    local answer = each(part)
    if answer then return answer end
  end
end

for _, claim in ipairs(change.claims) do -- {key, owner, {field, ...}, owner from whom they may be taken}
  local key, mine, former = claim[1], claim[2], claim[4]
  local refused = in_parts(claim[3], function(part)
    local owners = redis.call('HMGET', key, unpack(part))
    for n, field in ipairs(part) do
      if owners[n] and owners[n] ~= mine and owners[n] ~= former then return {'taken', field} end
    end
    for _, bar in ipairs(change.bars) do
      local there = redis.call('HMGET', bar, unpack(part))
      for n, field in ipairs(part) do
        if there[n] then return {'barred', field} end
      end
    end
  end)
  if refused then return refused end
end

-- First: a store that is full refuses a script at its first write, unless that frees something.
local burned = change.burn and #change.burn > 0
for _, key in ipairs(change.burn or {}) do redis.call('DEL', key) end
for _, claim in ipairs(change.claims) do
  in_parts(claim[3], function(part)
    local pairs_ = {}
    for _, field in ipairs(part) do
      pairs_[#pairs_ + 1] = field
      pairs_[#pairs_ + 1] = claim[2]
    end
    redis.call('HSET', claim[1], unpack(pairs_))
  end)
end
for _, release in ipairs(change.releases) do -- {key, owner, {field, ...}}
  in_parts(release[3], function(part)
    local owners, ours = redis.call('HMGET', release[1], unpack(part)), {}
    for n, field in ipairs(part) do
      if owners[n] == release[2] then ours[#ours + 1] = field end
    end
    if #ours > 0 then redis.call('HDEL', release[1], unpack(ours)) end
  end)
end
for _, write in ipairs(change.writes) do redis.call('HSET', write[1], write[2], write[3]) end
if #change.gone > 0 then redis.call('UNLINK', unpack(change.gone)) end
for _, erased in ipairs(change.erased) do redis.call('HDEL', erased[1], erased[2]) end
redis.call('HSET', aggregate, 'version', change.next, 'document', change.document)
in_parts(ARGV, function(part) redis.call('HSET', aggregate, unpack(part)) end, 5)
if change.forget_after then
  redis.call('PEXPIRE', aggregate, change.forget_after)
else
  redis.call('PERSIST', aggregate)
end
for _, member in ipairs(change.members) do redis.call('SADD', member[1], member[2]) end
for _, filled in ipairs(change.filled) do -- {key, {member, ...}}
  in_parts(filled[2], function(part) redis.call('SADD', filled[1], unpack(part)) end)
end
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
local homes = show_homes(P, team, change.homes)
if change.finish then finish(P, team, change.finish[1]) end
if #change.effects + homes > 0 then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return {'committed', change.next}
