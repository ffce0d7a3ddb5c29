-- A place in the line of those who wait: the line is as long as its key has to live.
-- KEYS: line, due set. ARGV: how long each in it takes, for how long nobody moves.
-- Answers how long to wait. Spans are whole milliseconds, and run down by the server's own time:
-- they name no moment.
local step, held = tonumber(ARGV[1]), tonumber(ARGV[2])
local place = math.max(redis.call('PTTL', KEYS[1]), held) + step
-- No longer than for all that waits: a clock that was moved leaves places that nobody takes.
local longest = held + step * math.max(redis.call('ZCARD', KEYS[2]), 1)
if place > longest then place = longest end
redis.call('SET', KEYS[1], '', 'PX', place)
return place
