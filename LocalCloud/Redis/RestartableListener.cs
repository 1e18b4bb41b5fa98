using System.Collections.Concurrent;
using System.Net;
using Garnet.networking;
using Garnet.server;

namespace OrleansFailover.LocalCloud.Redis;

/// <summary>
/// The listener of a Redis whose data outlives it: it can be closed, with all its connections, and opened again on the same port.
/// </summary>
internal sealed class RestartableListener(IPEndPoint endpoint) : IGarnetServer
{
    private readonly Lock _gate = new();
    private readonly Dictionary<WireFormat, ISessionProvider> _providers = [];
    private GarnetServerTcp _inner = new(endpoint);

    public bool IsOpen { get; private set; }

    public void Start() => Open(isFirst: true);

    /// <summary>Opens the listener again after <see cref="Shut"/>.</summary>
    public void Reopen() => Open(isFirst: false);

    /// <summary>Closes the listener and every connection.</summary>
    public void Shut()
    {
        lock (_gate)
        {
            if (IsOpen)
            {
                IsOpen = false;
                _inner.Dispose();
            }
        }
    }

    public void Register(WireFormat wireFormat, ISessionProvider backendProvider)
    {
        lock (_gate)
        {
            _providers[wireFormat] = backendProvider;
            _inner.Register(wireFormat, backendProvider);
        }
    }

    public void Unregister(WireFormat wireFormat, out ISessionProvider provider)
    {
        lock (_gate)
        {
            _providers.Remove(wireFormat);
            _inner.Unregister(wireFormat, out provider);
        }
    }

    public ConcurrentDictionary<WireFormat, ISessionProvider> GetSessionProviders() => _inner.GetSessionProviders();

    public bool AddSession(WireFormat protocol, ref ISessionProvider provider, INetworkSender networkSender, out IMessageConsumer session) =>
        _inner.AddSession(protocol, ref provider, networkSender, out session);

    public void Close() => Shut();

    public void Dispose()
    {
        Shut();
        _inner.Dispose();
    }

    private void Open(bool isFirst)
    {
        lock (_gate)
        {
            if (IsOpen)
            {
                return;
            }

            if (!isFirst)
            {
                _inner = new GarnetServerTcp(endpoint);
                foreach (var (format, provider) in _providers)
                {
                    _inner.Register(format, provider);
                }
            }

            _inner.Start();
            IsOpen = true;
        }
    }
}
