namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// What must happen in one step in a Redis. Every key is declared, and all keys of one call share a hash tag, so the scripts run on a
/// clustered Redis too; Garnet needs <c>--lua true --lua-transaction-mode true</c>.
/// Message ids stand behind <c>m:</c> in a hash, so none can pass for a bookkeeping field. In a pending hash <c>o:</c> is before the ids of what this
/// region acked itself: its log brings them, so that they wake nobody; the two kinds share the sequence, and an id stands there once.
/// </summary>
internal static class StandbyScripts
{
    /// <summary>The field of a message id in the pending and claims hashes.</summary>
    public const string MessagePrefix = "m:";

    /// <summary>The field of a message id that this region acked itself, in the pending hash.</summary>
    public const string OwnPrefix = "o:";

    /// <summary>The last sequence number of a pending hash.</summary>
    public const string SequenceField = "#";

    // A sequence number is the server's time in microseconds, raised to one more than the last where the clock stands still or goes back: so
    // it tells both the order of acking and the age. Lua prints large numbers in short form unless it is told not to.
    private const string Clock = """
        local function micros()
          local now = redis.call('TIME')
          return tonumber(now[1]) * 1000000 + tonumber(now[2])
        end
        local function whole(number) return string.format('%.0f', number) end

        """;

    // An index holds a conversation as long as, and only if, something of its kind is pending, at the time of the oldest. Answers how many there are of
    // either kind.
    private const string Reindex = """
        local function reindex(pending, index, own, member)
          local entries = redis.call('HGETALL', pending)
          local oldest, count = {}, {['m:'] = 0, ['o:'] = 0}
          for i = 1, #entries, 2 do
            local kind = string.sub(entries[i], 1, 2)
            if count[kind] then
              local sequence = tonumber(string.match(entries[i + 1], '^(%d+):'))
              if oldest[kind] == nil or sequence < oldest[kind] then oldest[kind] = sequence end
              count[kind] = count[kind] + 1
            end
          end
          local function place(name, first)
            if first == nil then
              redis.call('ZREM', name, member)
            else
              redis.call('ZADD', name, whole(math.floor(first / 1000)), member)
            end
          end
          place(index, oldest['m:'])
          place(own, oldest['o:'])
          if count['m:'] + count['o:'] == 0 then redis.call('DEL', pending) end
          return count
        end

        """;

    // Pairs of id and value of a pending hash, both kinds, in the order of acking, the earliest `most` of them.
    private const string InOrder = """
        local function inOrder(pending, most)
          if most == 0 then return {} end
          local entries, list = redis.call('HGETALL', pending), {}
          for i = 1, #entries, 2 do
            local kind = string.sub(entries[i], 1, 2)
            if kind == 'm:' or kind == 'o:' then
              list[#list + 1] = {tonumber(string.match(entries[i + 1], '^(%d+):')), string.sub(entries[i], 3), entries[i + 1]}
            end
          end
          table.sort(list, function(a, b) return a[1] < b[1] end)
          local flat = {}
          for i = 1, math.min(#list, most) do
            flat[#flat + 1] = list[i][2]
            flat[#flat + 1] = list[i][3]
          end
          return flat
        end

        """;

    // ARGV from `at`: region, incarnation, retention in ms, number of other regions n, n times (name, newest incarnation or -1, down 0/1).
    // 0: left to its owner. 1: ours. 2: ours, taken from an owner that is gone.
    // An incarnation that is newer than the newest heard of lives: its heartbeat is just not here yet.
    private const string Claim = """
        local function claimAll(claims, at, ids)
          local region, incarnation, retention, others = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
          local newest, down = {}, {}
          for i = 0, others - 1 do
            local name = ARGV[at + 4 + i * 3]
            newest[name] = tonumber(ARGV[at + 5 + i * 3])
            down[name] = ARGV[at + 6 + i * 3] == '1'
          end
          local mine, outcomes, wrote = region .. '/' .. incarnation, {}, false
          for _, id in ipairs(ids) do
            local field = 'm:' .. id
            local held = redis.call('HGET', claims, field)
            local outcome = 1
            if held then
              local owner, life = string.match(held, '^(.*)/(%d+)$')
              if owner ~= region then
                local gone = owner == nil or down[owner] or (newest[owner] ~= nil and tonumber(life) < newest[owner])
                outcome = gone and 2 or 0
              end
            end
            if outcome > 0 and held ~= mine then
              redis.call('HSET', claims, field, mine)
            end
            wrote = wrote or outcome > 0
            outcomes[#outcomes + 1] = id
            outcomes[#outcomes + 1] = outcome
          end
          if wrote then redis.call('PEXPIRE', claims, retention) end
          return outcomes
        end
        local function arguments(from)
          local list = {}
          for i = from, #ARGV do list[#list + 1] = ARGV[i] end
          return list
        end

        """;

    // Pairs of copy and head of a turn hash.
    private const string Heads = """
        local function headsOf(turn)
          local heads = {}
          for _, field in ipairs(redis.call('HKEYS', turn)) do
            local copy = string.match(field, '^([^:]+):head$')
            if copy then
              heads[#heads + 1] = copy
              heads[#heads + 1] = redis.call('HGET', turn, field)
            end
          end
          return heads
        end

        """;

    // KEYS: claims, turn, pending. ARGV: most pending events, as of claimAll, then ids.
    // Answers ids and claim outcomes, copies and heads, ids and pending values in the order of acking, the server's time in microseconds.
    public const string ClaimEvents = Clock + Claim + Heads + InOrder + """
        return {claimAll(KEYS[1], 2, arguments(6 + tonumber(ARGV[5]) * 3)), headsOf(KEYS[2]), inOrder(KEYS[3], tonumber(ARGV[1])), whole(micros())}
        """;

    // KEYS: claims. ARGV: region, then ids. Claims of any life of this region go; another region's stay.
    public const string ReleaseClaims = """
        local released = 0
        for i = 2, #ARGV do
          local held = redis.call('HGET', KEYS[1], 'm:' .. ARGV[i])
          if held and string.match(held, '^(.*)/%d+$') == ARGV[1] then
            released = released + redis.call('HDEL', KEYS[1], 'm:' .. ARGV[i])
          end
        end
        return released
        """;

    // KEYS: turn, pending, claims. ARGV: most pending events, claim 0/1, as of claimAll, then the incoming ids.
    // Answers: copies and heads, ids and pending values in the order of acking, ids and claim outcomes, the server's time in microseconds.
    public const string Open = Clock + Claim + Heads + InOrder + """
        local pending, claims = inOrder(KEYS[2], tonumber(ARGV[1])), {}
        if ARGV[2] == '1' then claims = claimAll(KEYS[3], 3, arguments(7 + tonumber(ARGV[6]) * 3)) end
        return {headsOf(KEYS[1]), pending, claims, whole(micros())}
        """;

    // KEYS: pending, pending index, own index. ARGV: conversation, most events of it, most conversations of the shard, kind ('m:' or 'o:'),
    // then (id, channel time, payload)*.
    // Answers how many were not stored because the list or the shard is full. An event that is there already keeps its place; one of this region's own
    // that another region or a turn adds is no longer its log's alone.
    public const string AddPending = Clock + Reindex + """
        local kind = ARGV[4]
        local fresh = redis.call('HLEN', KEYS[1]) == 0
        if fresh and redis.call('ZCARD', KEYS[2]) + redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[3]) then return (#ARGV - 4) / 3 end
        local refused, last, stored, moved = 0, tonumber(redis.call('HGET', KEYS[1], '#') or '0'), nil, false
        local count = fresh and 0 or redis.call('HLEN', KEYS[1]) - 1
        for i = 5, #ARGV, 3 do
          local field, own = 'm:' .. ARGV[i], 'o:' .. ARGV[i]
          if redis.call('HEXISTS', KEYS[1], field) == 0 then
            local held = redis.call('HGET', KEYS[1], own)
            if held then
              if kind == 'm:' then
                redis.call('HSET', KEYS[1], field, held)
                redis.call('HDEL', KEYS[1], own)
                moved = true
              end
            elseif count >= tonumber(ARGV[2]) then
              refused = refused + 1
            else
              last = math.max(last + 1, micros())
              redis.call('HSET', KEYS[1], kind .. ARGV[i], whole(last) .. ':' .. ARGV[i + 1] .. ':' .. ARGV[i + 2])
              count = count + 1
              stored = stored or last
            end
          end
        end
        if stored then
          redis.call('HSET', KEYS[1], '#', whole(last))
          redis.call('ZADD', kind == 'm:' and KEYS[2] or KEYS[3], 'NX', whole(math.floor(stored / 1000)), ARGV[1])
        end
        if moved then reindex(KEYS[1], KEYS[2], KEYS[3], ARGV[1]) end
        return refused
        """;

    // KEYS: turn, turn index, pending, pending index, own index. ARGV: conversation, region, head, document or '', most conversations of the shard,
    // number of vector entries n, n times (writer, counter), then settled ids.
    // Answers 1 when the copy is there now, 0 when the shard is full.
    // A copy of the same region that the document does not hold is another activation's: both are kept until a write holds both.
    public const string WriteTurn = Clock + Reindex + """
        local kept = 1
        if ARGV[4] ~= '' then
          local vector = {}
          for i = 0, tonumber(ARGV[6]) - 1 do vector[ARGV[7 + i * 2]] = tonumber(ARGV[8 + i * 2]) end
          local writer, counter = string.match(ARGV[3], '^(.*):(%d+)$')
          local copy, there, fields = ARGV[2], false, redis.call('HKEYS', KEYS[1])
          for _, field in ipairs(fields) do
            local name = string.match(field, '^([^:]+):head$')
            if name and string.match(name, '^[^~]*') == ARGV[2] then
              local otherWriter, otherCounter = string.match(redis.call('HGET', KEYS[1], field), '^(.*):(%d+)$')
              if otherWriter == writer and tonumber(otherCounter) >= tonumber(counter) then
                there = true
              elseif vector[otherWriter] and vector[otherWriter] >= tonumber(otherCounter) then
                for _, other in ipairs(fields) do
                  if other == name or string.sub(other, 1, #name + 1) == name .. ':' then redis.call('HDEL', KEYS[1], other) end
                end
              elseif name == copy then
                copy = ARGV[2] .. '~' .. writer
              end
            end
          end
          if not there then
            if redis.call('HLEN', KEYS[1]) == 0 and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[5])
                and not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
              kept = 0
            else
              local now = whole(math.floor(micros() / 1000))
              redis.call('HSET', KEYS[1], copy, ARGV[4], copy .. ':head', ARGV[3], copy .. ':at', now)
              redis.call('ZADD', KEYS[2], now, ARGV[1])
            end
          end
        end
        local removed = 0
        for i = 7 + tonumber(ARGV[6]) * 2, #ARGV do
          removed = removed + redis.call('HDEL', KEYS[3], 'm:' .. ARGV[i], 'o:' .. ARGV[i])
        end
        if removed > 0 then reindex(KEYS[3], KEYS[4], KEYS[5], ARGV[1]) end
        return kept
        """;

    // KEYS: turn, turn index. ARGV: conversation, copy, head, least age in ms, voter, then every region whose vote it takes.
    // Answers 1 when the copy is gone. A copy that changed since it was judged stays; so does one that another region still needs.
    public const string DropTurn = Clock + """
        local copy = ARGV[2]
        if redis.call('HGET', KEYS[1], copy .. ':head') == ARGV[3] then
          local age = math.floor(micros() / 1000) - tonumber(redis.call('HGET', KEYS[1], copy .. ':at') or '0')
          if age < tonumber(ARGV[4]) then return 0 end
          if #ARGV > 5 then redis.call('HSET', KEYS[1], copy .. ':held:' .. ARGV[5], ARGV[3]) end
          local fields = {copy, copy .. ':head', copy .. ':at'}
          for i = 6, #ARGV do
            fields[#fields + 1] = copy .. ':held:' .. ARGV[i]
            if redis.call('HGET', KEYS[1], fields[#fields]) ~= ARGV[3] then return 0 end
          end
          for _, field in ipairs(fields) do redis.call('HDEL', KEYS[1], field) end
        elseif redis.call('HEXISTS', KEYS[1], copy .. ':head') == 1 then
          return 0
        end
        if redis.call('HLEN', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], ARGV[1]) end
        return 1
        """;

    // KEYS: pending, pending index, own index. ARGV: conversation, kind ('m:' or 'o:'). Answers how many events of the kind are pending, and mends the indexes.
    public const string RefreshPending = Clock + Reindex + """
        return reindex(KEYS[1], KEYS[2], KEYS[3], ARGV[1])[ARGV[2]]
        """;

    // KEYS: lease. ARGV: holder, duration in ms. Answers 1 when the holder has it now.
    public const string HoldLease = """
        local holder = redis.call('GET', KEYS[1])
        if holder and holder ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    // KEYS: lease. ARGV: holder.
    public const string ReleaseLease = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        return 1
        """;
}
