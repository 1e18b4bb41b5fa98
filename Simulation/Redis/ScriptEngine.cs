using System.Text;
using KeraLua;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Redis;

/// <summary>
/// Runs the product's own scripts, in Lua, against a simulated Redis. One interpreter a thread; a script is compiled once. Nothing of one run
/// is left for the next: scripts see <c>KEYS</c>, <c>ARGV</c> and <c>redis.call</c> only.
/// </summary>
internal sealed class ScriptEngine : IDisposable
{
    [ThreadStatic]
    private static ScriptEngine? ofThread;

    private readonly Lua lua = new();
    private readonly Dictionary<string, int> compiled = new(StringComparer.Ordinal);
    private readonly Dictionary<object, int> compiledByReference = new(ReferenceEqualityComparer.Instance);
    private readonly LuaFunction call;
    private RedisServer? server;
    private Exception? failure;

    private ScriptEngine()
    {
        // Kept in a field: the interpreter holds only its address.
        call = Call;
        lua.CreateTable(0, 1);
        lua.PushCFunction(call);
        lua.SetField(-2, "call");
        lua.SetGlobal("redis");
    }

    public static ScriptEngine OfThread => ofThread ??= new();

    /// <exception cref="RedisRefusal">The script failed.</exception>
    public RedisResult Run(RedisServer target, string script, IReadOnlyList<string> keys, IReadOnlyList<byte[]> arguments)
    {
        (server, failure) = (target, null);
        var reference = Compile(script);
        PushList(keys.Count, index => lua.PushBuffer(RedisServer.Bytes(keys[index])));
        lua.SetGlobal("KEYS");
        PushList(arguments.Count, index => lua.PushBuffer(arguments[index]));
        lua.SetGlobal("ARGV");
        lua.RawGetInteger(LuaRegistry.Index, reference);
        var status = lua.PCall(0, 1, 0);
        if (failure is not null || status != LuaStatus.OK)
        {
            var message = failure?.Message ?? lua.ToString(-1);
            lua.SetTop(0);
            throw new RedisRefusal($"ERR {message}");
        }

        var result = Read(-1);
        lua.SetTop(0);
        return result;
    }

    public void Dispose() => lua.Dispose();

    private int Compile(string script)
    {
        // The product's scripts are constants, so the same text is nearly always the same object.
        if (compiledByReference.TryGetValue(script, out var reference) || compiled.TryGetValue(script, out reference))
        {
            return reference;
        }

        if (lua.LoadString(script) != LuaStatus.OK)
        {
            var message = lua.ToString(-1);
            lua.SetTop(0);
            throw new RedisRefusal($"ERR Error compiling script: {message}");
        }

        reference = lua.Ref(LuaRegistry.Index);
        compiled[script] = reference;
        compiledByReference[script] = reference;
        return reference;
    }

    private void PushList(int count, Action<int> push)
    {
        lua.CreateTable(count, 0);
        for (var i = 0; i < count; i++)
        {
            push(i);
            lua.RawSetInteger(-2, i + 1);
        }
    }

    // Called from native code: an exception must not pass through it, so it is kept and thrown when the script is over.
    private int Call(IntPtr state)
    {
        try
        {
            var count = lua.GetTop();
            var command = Encoding.ASCII.GetString(lua.ToBuffer(1));
            var arguments = new byte[count - 1][];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = Argument(i + 2);
            }

            lua.SetTop(0);
            Push(failure is null ? server!.Execute(command.ToUpperInvariant(), arguments) : null);
        }
        catch (Exception exception) when (exception is RedisRefusal or ArgumentException or InvalidCastException or IndexOutOfRangeException)
        {
            failure ??= exception;
            lua.SetTop(0);
            lua.PushBoolean(false);
        }

        return 1;
    }

    private byte[] Argument(int index) => lua.Type(index) switch
    {
        LuaType.String => lua.ToBuffer(index),
        LuaType.Number when lua.IsInteger(index) => RedisServer.Bytes(lua.ToInteger(index)),
        LuaType.Number => RedisServer.Bytes(lua.ToNumber(index)),
        var type => throw new RedisRefusal($"Lua redis lib command arguments must be strings or integers, not {type}"),
    };

    // Nothing is false in Lua's view of Redis.
    private void Push(object? value)
    {
        switch (value)
        {
            case null:
                lua.PushBoolean(false);
                break;
            case long number:
                lua.PushInteger(number);
                break;
            case byte[] bytes:
                lua.PushBuffer(bytes);
                break;
            case object?[] list:
                PushList(list.Length, index => Push(list[index]));
                break;
            default:
                throw new InvalidCastException(value.GetType().Name);
        }
    }

    private RedisResult Read(int index)
    {
        switch (lua.Type(index))
        {
            case LuaType.Number:
                return RedisResult.Create((RedisValue)(lua.IsInteger(index) ? lua.ToInteger(index) : (long)lua.ToNumber(index)), ResultType.Integer);
            case LuaType.String:
                return RedisResult.Create((RedisValue)lua.ToBuffer(index), ResultType.BulkString);
            case LuaType.Boolean when lua.ToBoolean(index):
                return RedisResult.Create((RedisValue)1, ResultType.Integer);
            case LuaType.Table:
                return ReadList(index);
            default:
                return RedisResult.Create(RedisValue.Null, ResultType.BulkString);
        }
    }

    // A list ends at its first hole, as in Redis.
    private RedisResult ReadList(int index)
    {
        var list = new List<RedisResult>();
        for (var at = 1; ; at++)
        {
            lua.RawGetInteger(index < 0 ? lua.GetTop() + index + 1 : index, at);
            if (lua.Type(-1) == LuaType.Nil)
            {
                lua.Pop(1);
                return RedisResult.Create([.. list]);
            }

            list.Add(Read(lua.GetTop()));
            lua.Pop(1);
        }
    }
}
