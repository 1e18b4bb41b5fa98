using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.common;
using Garnet.server;

namespace OrleansFailover.LocalCloud.Redis;

/// <summary>The region's Redis: Garnet in this process, in memory alone, with Lua scripts.</summary>
internal sealed class RedisPart : IDisposable
{
    private const int FreePortAttempts = 5;

    private readonly Lock _gate = new();
    private readonly int _memoryMegabytes;
    private GarnetServer _server;
    private RestartableListener _listener;
    private bool _isFresh;

    private RedisPart(int port, int memoryMegabytes)
    {
        Port = port;
        _memoryMegabytes = memoryMegabytes;
        (_server, _listener) = Start();
    }

    public int Port { get; }

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public bool IsUp => _listener.IsOpen;

    /// <exception cref="LocalCloudStartException">The port is taken.</exception>
    public static RedisPart Start(int port, int memoryMegabytes)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new RedisPart(port == 0 ? FreePort.Find() : port, memoryMegabytes);
            }
            catch (Exception exception) when (exception is SocketException or GarnetException)
            {
                // Between finding a free port and listening on it somebody else may have been quicker.
                if (port != 0 || attempt == FreePortAttempts)
                {
                    throw new LocalCloudStartException("Redis", port, exception);
                }
            }
        }
    }

    /// <summary>Closes the port and every connection.</summary>
    /// <param name="keepData">Whether the data is there again after <see cref="Resume"/>.</param>
    public void Stop(bool keepData)
    {
        lock (_gate)
        {
            _listener.Shut();
            if (!keepData)
            {
                _server.Dispose();
                (_server, _listener) = Create();
                _isFresh = true;
            }
        }
    }

    /// <summary>Opens the port again.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_isFresh)
            {
                _isFresh = false;
                _server.Start();
            }
            else
            {
                _listener.Start();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _server.Dispose();
        }
    }

    private (GarnetServer Server, RestartableListener Listener) Start()
    {
        var created = Create();
        try
        {
            created.Server.Start();
            return created;
        }
        catch
        {
            created.Server.Dispose();
            throw;
        }
    }

    private (GarnetServer Server, RestartableListener Listener) Create()
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, Port);
        var options = new GarnetServerOptions
        {
            EndPoints = [endpoint],
            QuietMode = true,
            EnableLua = true,
            // Claims rely on a script being one step, as it is on Redis.
            LuaTransactionMode = true,
            LuaOptions = new LuaOptions(LuaMemoryManagementMode.Native, "", Timeout.InfiniteTimeSpan, LuaLoggingMode.Silent, []),
            LogMemorySize = $"{_memoryMegabytes}m",
            PageSize = "4m",
            IndexMemorySize = "16m",
            BufferPoolMemoryBudget = "64m",
        };
        var listener = new RestartableListener(endpoint);
        return (new GarnetServer(options, loggerFactory: null, [listener]), listener);
    }
}
