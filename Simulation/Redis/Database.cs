using System.Reflection;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Redis;

/// <summary>
/// The client's side of a simulated Redis: the methods of <see cref="IDatabase"/> that the product and the tests call, each sent as one
/// operation. A method that is not known here throws when it is called.
/// </summary>
internal class Database : DispatchProxy
{
    /// <summary>The client as the product sees it.</summary>
    public IDatabase Face { get; private set; } = null!;

    /// <summary>Sends an operation to the server and brings its answer back.</summary>
    public Func<Func<RedisServer, object?>, Task<object?>> Send { get; set; } = static _ => throw new InvalidOperationException("Not connected.");

    public static Database Create()
    {
        var face = Create<IDatabase, Database>();
        var database = (Database)face;
        database.Face = face;
        return database;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var a = args!;
        switch (targetMethod!.Name)
        {
            case "ScriptEvaluateAsync" when a[0] is string script:
                return Script(script, (RedisKey[]?)a[1] ?? [], (RedisValue[]?)a[2] ?? []);
            case "ExecuteAsync":
                return Result((string)a[0]!, [.. ((IEnumerable<object>)a[1]!).Select(argument => RedisServer.Bytes(argument.ToString()!))]);
            case "StringGetAsync" when a[0] is RedisKey key:
                return Value("GET", Bytes(key));
            case "StringSetAsync" when a[0] is RedisKey key:
                return Flag("SET", Bytes(key), Bytes(a[1]));
            case "KeyExistsAsync" when a[0] is RedisKey key:
                return Flag("EXISTS", Bytes(key));
            case "KeyDeleteAsync" when a[0] is RedisKey key:
                return Flag("DEL", Bytes(key));
            case "KeyExpireAsync" when a[1] is TimeSpan expiry:
                return Flag("PEXPIRE", Bytes(a[0]), RedisServer.Bytes((long)expiry.TotalMilliseconds));
            case "KeyTimeToLiveAsync":
                return Ask<TimeSpan?>(answer => (long)answer! is >= 0 and var left ? TimeSpan.FromMilliseconds(left) : null, "PTTL", Bytes(a[0]));
            case "HashGetAllAsync":
                return Ask("HGETALL", Entries, Bytes(a[0]));
            case "HashGetAsync" when a[1] is RedisValue:
                return Value("HGET", Bytes(a[0]), Bytes(a[1]));
            case "HashGetAsync":
                return Ask("HMGET", Values, [Bytes(a[0]), .. ((RedisValue[])a[1]!).Select(field => Bytes(field))]);
            case "HashKeysAsync":
                return Ask("HKEYS", Values, Bytes(a[0]));
            case "HashLengthAsync":
                return Number("HLEN", Bytes(a[0]));
            case "HashExistsAsync":
                return Flag("HEXISTS", Bytes(a[0]), Bytes(a[1]));
            case "HashSetAsync" when a[1] is RedisValue:
                return Flag("HSET", Bytes(a[0]), Bytes(a[1]), Bytes(a[2]));
            case "HashDeleteAsync" when a[1] is RedisValue:
                return Flag("HDEL", Bytes(a[0]), Bytes(a[1]));
            case "HashDeleteAsync":
                return Number("HDEL", [Bytes(a[0]), .. ((RedisValue[])a[1]!).Select(field => Bytes(field))]);
            case "HashIncrementAsync" when a[2] is long by:
                return Number("HINCRBY", Bytes(a[0]), Bytes(a[1]), RedisServer.Bytes(by));
            case "HashDecrementAsync" when a[2] is long by:
                return Number("HINCRBY", Bytes(a[0]), Bytes(a[1]), RedisServer.Bytes(-by));
            case "SortedSetAddAsync" when a[1] is RedisValue member:
                return Flag("ZADD", Bytes(a[0]), RedisServer.Bytes((double)a[2]!), Bytes(member));
            case "SortedSetIncrementAsync":
                return Ask(answer => Score(answer)!.Value, "ZINCRBY", Bytes(a[0]), RedisServer.Bytes((double)a[2]!), Bytes(a[1]));
            case "SortedSetDecrementAsync":
                return Ask(answer => Score(answer)!.Value, "ZINCRBY", Bytes(a[0]), RedisServer.Bytes(-(double)a[2]!), Bytes(a[1]));
            case "SortedSetScoreAsync":
                return Ask(Score, "ZSCORE", Bytes(a[0]), Bytes(a[1]));
            case "SortedSetRangeByRankWithScoresAsync":
                return Ask("ZRANGE", Scores, Bytes(a[0]), RedisServer.Bytes((long)a[1]!), RedisServer.Bytes((long)a[2]!), RedisServer.Bytes("WITHSCORES"));
            case "SortedSetRangeByScoreWithScoresAsync":
                return Ask(
                    "ZRANGEBYSCORE",
                    Scores,
                    Bytes(a[0]),
                    Edge((double)a[1]!),
                    Edge((double)a[2]!),
                    RedisServer.Bytes("WITHSCORES"),
                    RedisServer.Bytes("LIMIT"),
                    RedisServer.Bytes((long)a[5]!),
                    RedisServer.Bytes((long)a[6]!));
            default:
                throw new NotSupportedException($"The simulated Redis has no {targetMethod}.");
        }
    }

    private static byte[] Bytes(object? value) => value switch
    {
        RedisKey key => (byte[])key!,
        RedisValue { IsNull: true } => [],
        RedisValue text => (byte[])text!,
        _ => throw new NotSupportedException($"Not an argument of a simulated Redis: {value?.GetType().Name ?? "null"}."),
    };

    private static byte[] Edge(double score) => RedisServer.Bytes(
        double.IsNegativeInfinity(score) ? "-inf" : double.IsPositiveInfinity(score) ? "+inf" : RedisServer.Name(RedisServer.Bytes(score)));

    private static RedisValue[] Values(object? answer) => [.. ((object?[])answer!).Select(ToValue)];

    private static RedisValue ToValue(object? answer) => answer switch
    {
        null => RedisValue.Null,
        byte[] bytes => bytes,
        _ => (long)answer,
    };

    private static HashEntry[] Entries(object? answer) =>
        [.. ((object?[])answer!).Chunk(2).Select(pair => new HashEntry(ToValue(pair[0]), ToValue(pair[1])))];

    private static SortedSetEntry[] Scores(object? answer) =>
        [.. ((object?[])answer!).Chunk(2).Select(pair => new SortedSetEntry(ToValue(pair[0]), Score(pair[1])!.Value))];

    private static double? Score(object? answer) =>
        answer is byte[] bytes ? double.Parse(RedisServer.Name(bytes), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static RedisResult ToResult(object? answer) => answer switch
    {
        object?[] list => RedisResult.Create([.. list.Select(ToResult)]),
        long number => RedisResult.Create((RedisValue)number, ResultType.Integer),
        _ => RedisResult.Create(ToValue(answer), ResultType.BulkString),
    };

    private Task<RedisValue> Value(string command, params byte[][] arguments) => Ask(ToValue, command, arguments);

    private Task<bool> Flag(string command, params byte[][] arguments) => Ask(answer => answer is byte[] || answer is > 0L, command, arguments);

    private Task<long> Number(string command, params byte[][] arguments) => Ask(answer => (long)answer!, command, arguments);

    private Task<RedisResult> Result(string command, params byte[][] arguments) => Ask(ToResult, command, arguments);

    private Task<T> Ask<T>(string command, Func<object?, T> read, params byte[][] arguments) => Ask(read, command, arguments);

    private async Task<T> Ask<T>(Func<object?, T> read, string command, params byte[][] arguments) =>
        read(await Send(server => server.Execute(command, arguments)));

    private async Task<RedisResult> Script(string script, RedisKey[] keys, RedisValue[] values)
    {
        string[] names = [.. keys.Select(key => RedisServer.Name(Bytes(key)))];
        byte[][] arguments = [.. values.Select(value => Bytes(value))];
        return (RedisResult)(await Send(server => server.Evaluate(script, names, arguments)))!;
    }
}
