using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Redis;

/// <summary>
/// A Redis in memory: the commands that the product and its scripts use, each in one step. Names and values are bytes; a name is held as a
/// text of one character a byte. What it does not know it refuses, so that a new command is not taken for one that does nothing.
/// </summary>
/// <param name="clock">The server's clock: µs since 1970.</param>
internal sealed class RedisServer(Func<long> clock)
{
    private readonly Dictionary<string, RedisItem> items = new(StringComparer.Ordinal);

    /// <summary>The number of keys.</summary>
    public int Count => items.Count;

    /// <summary>µs since 1970.</summary>
    public long Now => clock();

    /// <summary>The ids of all pending events but those that the region noted for itself.</summary>
    public IEnumerable<string> Pending() => items
        .Where(item => item.Key.Contains(":pending:", StringComparison.Ordinal))
        .SelectMany(item => item.Value.Fields?.Keys ?? Enumerable.Empty<string>())
        .Where(field => field.StartsWith("m:", StringComparison.Ordinal))
        .Select(field => field[2..]);

    /// <summary>Forgets everything, as after a restart.</summary>
    public void Empty() => items.Clear();

    /// <summary>Every key with its content as text, for comparing two servers.</summary>
    public IEnumerable<string> Dump()
    {
        foreach (var key in items.Keys.Order(StringComparer.Ordinal))
        {
            if (Find(key) is { } item)
            {
                yield return item.Text is { } text ? $"{key} = {Name(text)}"
                    : item.Fields is { } fields ? $"{key} {{{string.Join(", ", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={Name(field.Value)}"))}}}"
                    : $"{key} <{string.Join(", ", item.Scores!.Entries.Select(entry => $"{entry.Member}@{entry.Score.ToString("R", CultureInfo.InvariantCulture)}"))}>";
            }
        }
    }

    /// <summary>Runs a script in one step.</summary>
    public RedisResult Evaluate(string script, IReadOnlyList<string> keys, IReadOnlyList<byte[]> arguments) =>
        ScriptEngine.OfThread.Run(this, script, keys, arguments);

    /// <summary>Runs a command.</summary>
    /// <returns>Null, a number (<see cref="long"/>), bytes, or a list of these.</returns>
    /// <exception cref="RedisRefusal">The command is not known here, or its key is of another kind.</exception>
    public object? Execute(string command, ReadOnlySpan<byte[]> arguments)
    {
        switch (command)
        {
            case "TIME":
                var now = clock();
                return new object?[] { Bytes(now / 1_000_000), Bytes(now % 1_000_000) };
            case "GET":
                return Find(Name(arguments[0]))?.Text;
            case "SET":
                return Set(arguments);
            case "DEL":
                return items.Remove(Name(arguments[0])) ? 1L : 0L;
            case "EXISTS":
                return Find(Name(arguments[0])) is null ? 0L : 1L;
            case "PEXPIRE":
                return Expire(Name(arguments[0]), Number(arguments[1]) * 1000);
            case "EXPIRE":
                return Expire(Name(arguments[0]), Number(arguments[1]) * 1_000_000);
            case "PTTL":
                return Find(Name(arguments[0])) is not { } living ? -2L : living.ExpiresAt is { } at ? (at - clock()) / 1000 : -1L;
            case "HGET":
                return Fields(arguments[0])?.GetValueOrDefault(Name(arguments[1]));
            case "HMGET":
                return Many(Fields(arguments[0]), arguments[1..]);
            case "HGETALL":
                return Pairs(Fields(arguments[0]));
            case "HKEYS":
                return Fields(arguments[0]) is { } named ? named.Keys.Select(object? (field) => Bytes(field)).ToArray() : [];
            case "HVALS":
                return Fields(arguments[0]) is { } valued ? valued.Values.Select(object? (value) => value).ToArray() : [];
            case "HLEN":
                return (long)(Fields(arguments[0])?.Count ?? 0);
            case "HEXISTS":
                return Fields(arguments[0])?.ContainsKey(Name(arguments[1])) == true ? 1L : 0L;
            case "HSET" or "HMSET":
                return SetFields(arguments, onlyNew: false);
            case "HSETNX":
                return SetFields(arguments, onlyNew: true);
            case "HDEL":
                return DeleteFields(arguments);
            case "HINCRBY":
                return Increment(arguments);
            case "ZADD":
                return SetScores(arguments);
            case "ZINCRBY":
                return AddScore(arguments);
            case "ZREM":
                return Scores(arguments[0])?.Remove(Name(arguments[1])) == true ? Tidy(arguments[0], 1L) : 0L;
            case "ZCARD":
                return (long)(Scores(arguments[0])?.Count ?? 0);
            case "ZSCORE":
                return Scores(arguments[0])?[Name(arguments[1])] is { } score ? Bytes(score) : null;
            case "ZRANGE":
                return RangeByRank(arguments);
            case "ZRANGEBYSCORE":
                return RangeByScore(arguments);
            default:
                throw new RedisRefusal($"ERR unknown command '{command}' in the simulated Redis.");
        }
    }

    /// <summary>One character a byte.</summary>
    public static string Name(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    public static byte[] Bytes(string name) => Encoding.Latin1.GetBytes(name);

    public static byte[] Bytes(long number) => Encoding.Latin1.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    public static byte[] Bytes(double number) => Encoding.Latin1.GetBytes(
        number == Math.Floor(number) && Math.Abs(number) < 1e17
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture));

    private static long Number(byte[] bytes) =>
        long.TryParse(bytes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RedisRefusal("ERR value is not an integer or out of range");

    private static double Score(byte[] bytes) => Name(bytes) switch
    {
        "-inf" => double.NegativeInfinity,
        "+inf" or "inf" => double.PositiveInfinity,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RedisRefusal("ERR value is not a valid float"),
    };

    private static object?[] Many(OrderedDictionary<string, byte[]>? fields, ReadOnlySpan<byte[]> names)
    {
        var values = new object?[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            values[i] = fields?.GetValueOrDefault(Name(names[i]));
        }

        return values;
    }

    private static object?[] Pairs(OrderedDictionary<string, byte[]>? fields)
    {
        if (fields is null)
        {
            return [];
        }

        var pairs = new object?[fields.Count * 2];
        var at = 0;
        foreach (var (field, value) in fields)
        {
            pairs[at++] = Bytes(field);
            pairs[at++] = value;
        }

        return pairs;
    }

    private RedisItem? Find(string key)
    {
        if (!items.TryGetValue(key, out var item))
        {
            return null;
        }

        if (item.ExpiresAt is { } at && at <= clock())
        {
            items.Remove(key);
            return null;
        }

        return item;
    }

    private OrderedDictionary<string, byte[]>? Fields(byte[] key) => Find(Name(key)) is not { } item ? null : item.Fields ?? throw OtherKind();

    private ScoreSet? Scores(byte[] key) => Find(Name(key)) is not { } item ? null : item.Scores ?? throw OtherKind();

    private OrderedDictionary<string, byte[]> NewFields(byte[] key)
    {
        if (Fields(key) is { } fields)
        {
            return fields;
        }

        var item = new RedisItem { Fields = new(StringComparer.Ordinal) };
        items[Name(key)] = item;
        return item.Fields;
    }

    private ScoreSet NewScores(byte[] key)
    {
        if (Scores(key) is { } scores)
        {
            return scores;
        }

        var item = new RedisItem { Scores = new() };
        items[Name(key)] = item;
        return item.Scores;
    }

    private byte[]? Set(ReadOnlySpan<byte[]> arguments)
    {
        var item = new RedisItem { Text = arguments[1] };
        var onlyNew = false;
        for (var i = 2; i < arguments.Length; i++)
        {
            switch (Name(arguments[i]).ToUpperInvariant())
            {
                case "PX":
                    item.ExpiresAt = clock() + (Number(arguments[++i]) * 1000);
                    break;
                case "EX":
                    item.ExpiresAt = clock() + (Number(arguments[++i]) * 1_000_000);
                    break;
                case "NX":
                    onlyNew = true;
                    break;
                default:
                    throw new RedisRefusal("ERR syntax error");
            }
        }

        if (onlyNew && Find(Name(arguments[0])) is not null)
        {
            return null;
        }

        items[Name(arguments[0])] = item;
        return Bytes("OK");
    }

    private long Expire(string key, long microseconds)
    {
        if (Find(key) is not { } item)
        {
            return 0;
        }

        item.ExpiresAt = clock() + microseconds;
        return 1;
    }

    private long SetFields(ReadOnlySpan<byte[]> arguments, bool onlyNew)
    {
        var fields = NewFields(arguments[0]);
        var added = 0L;
        for (var i = 1; i + 1 < arguments.Length; i += 2)
        {
            var name = Name(arguments[i]);
            if (fields.ContainsKey(name))
            {
                if (onlyNew)
                {
                    continue;
                }

                fields[name] = arguments[i + 1];
            }
            else
            {
                fields.Add(name, arguments[i + 1]);
                added++;
            }
        }

        return added;
    }

    private long DeleteFields(ReadOnlySpan<byte[]> arguments)
    {
        var removed = 0L;
        if (Fields(arguments[0]) is { } fields)
        {
            foreach (var field in arguments[1..])
            {
                removed += fields.Remove(Name(field)) ? 1 : 0;
            }
        }

        return Tidy(arguments[0], removed);
    }

    private long Increment(ReadOnlySpan<byte[]> arguments)
    {
        var fields = NewFields(arguments[0]);
        var name = Name(arguments[1]);
        var value = (fields.TryGetValue(name, out var held) ? Number(held) : 0) + Number(arguments[2]);
        fields[name] = Bytes(value);
        return value;
    }

    private long SetScores(ReadOnlySpan<byte[]> arguments)
    {
        var onlyNew = Name(arguments[1]).Equals("NX", StringComparison.OrdinalIgnoreCase);
        var scores = NewScores(arguments[0]);
        var added = 0L;
        for (var i = onlyNew ? 2 : 1; i + 1 < arguments.Length; i += 2)
        {
            var member = Name(arguments[i + 1]);
            if (!onlyNew || scores[member] is null)
            {
                added += scores.Set(member, Score(arguments[i])) ? 1 : 0;
            }
        }

        return added;
    }

    private byte[] AddScore(ReadOnlySpan<byte[]> arguments)
    {
        var scores = NewScores(arguments[0]);
        var member = Name(arguments[2]);
        var score = (scores[member] ?? 0) + Score(arguments[1]);
        scores.Set(member, score);
        return Bytes(score);
    }

    private object?[] RangeByRank(ReadOnlySpan<byte[]> arguments)
    {
        var scores = Scores(arguments[0]);
        var count = scores?.Count ?? 0;
        var from = Number(arguments[1]);
        var to = Number(arguments[2]);
        from = from < 0 ? Math.Max(0, count + from) : from;
        to = to < 0 ? count + to : to;
        return scores is null ? [] : Flat(scores.Entries.Skip((int)from).Take((int)Math.Max(0, to - from + 1)), arguments);
    }

    private object?[] RangeByScore(ReadOnlySpan<byte[]> arguments)
    {
        var (from, to) = (Score(arguments[1]), Score(arguments[2]));
        var found = Scores(arguments[0])?.Entries.Where(entry => entry.Score >= from && entry.Score <= to) ?? [];
        for (var i = 3; i + 2 < arguments.Length; i++)
        {
            if (Name(arguments[i]).Equals("LIMIT", StringComparison.OrdinalIgnoreCase))
            {
                var most = Number(arguments[i + 2]);
                found = found.Skip((int)Number(arguments[i + 1]));
                found = most < 0 ? found : found.Take((int)most);
            }
        }

        return Flat(found, arguments);
    }

    private static object?[] Flat(IEnumerable<(double Score, string Member)> entries, ReadOnlySpan<byte[]> arguments)
    {
        var withScores = false;
        foreach (var argument in arguments)
        {
            withScores |= Name(argument).Equals("WITHSCORES", StringComparison.OrdinalIgnoreCase);
        }

        return [.. entries.SelectMany(IEnumerable<object?> (entry) => withScores ? [Bytes(entry.Member), Bytes(entry.Score)] : [Bytes(entry.Member)])];
    }

    // As in Redis: a hash or a set with nothing in it is no key.
    private long Tidy(byte[] key, long answer)
    {
        if (items.TryGetValue(Name(key), out var item) && item.IsEmpty)
        {
            items.Remove(Name(key));
        }

        return answer;
    }

    private static RedisRefusal OtherKind() => new("WRONGTYPE Operation against a key holding the wrong kind of value");
}
