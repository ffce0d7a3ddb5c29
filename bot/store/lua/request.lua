-- A request to decide about, as it was at one moment. KEYS: the request, the set of who was in the channel.
-- Answers {version, document, members}; these in one text, apart by spaces: to read ten thousand
-- answers costs the bot ten times as much.
local kept = redis.call('HMGET', KEYS[1], 'version', 'document')
return {kept[1], kept[2], table.concat(redis.call('SMEMBERS', KEYS[2]), ' ')}
