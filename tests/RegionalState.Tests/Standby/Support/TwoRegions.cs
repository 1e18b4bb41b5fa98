using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>Two regions, each with a Redis of its own: <see cref="A"/> is primary for every conversation.</summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    private readonly TestHeartbeatDocuments heartbeats = new();
    private readonly IDictionary<string, string?>? settings;
    private int keys;

    public TwoRegions(params (string Setting, string Value)[] settings)
    {
        this.settings = settings.ToDictionary(setting => setting.Setting, setting => (string?)setting.Value);
        A = NewSilo("west", null);
        B = NewSilo("north", null);
    }

    public GarnetNode RedisA { get; } = new();

    public GarnetNode RedisB { get; } = new();

    public TestRegion A { get; private set; }

    public TestRegion B { get; }

    public static PendingEvent Event(string id, int second = 0) =>
        new(new MessageId(id), DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(second), "\0:binary\r\n"u8.ToArray());

    /// <summary>A key that no other test of this fixture uses.</summary>
    public string NewKey() => $"whatsapp/1065/{Interlocked.Increment(ref keys)}";

    /// <summary>Another silo of a region, or the first one of its next life.</summary>
    public TestRegion NewSilo(string name, TestReplica? replica) =>
        new(name, [("west", RedisA.ConnectionString), ("north", RedisB.ConnectionString)], heartbeats, replica, settings);

    /// <summary>Ends every silo of region A and starts one in a new process, as it were.</summary>
    public async Task RestartAAsync()
    {
        var replica = A.Replica;
        await A.DisposeAsync();
        A = NewSilo("west", replica);
    }

    /// <summary>Writes a last turn of region A that does not come to B's Redis.</summary>
    public async Task WriteUnshieldedAsync(string key, TestState state)
    {
        await A.WriteTurnAsync(key, state);
        await B.Redis.KeyDeleteAsync(B.Keys.Turn(key));
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
        RedisA.Dispose();
        RedisB.Dispose();
    }
}
