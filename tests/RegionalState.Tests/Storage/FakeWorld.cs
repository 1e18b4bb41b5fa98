using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>Two replicas in memory.</summary>
internal sealed class FakeWorld : StoreWorld
{
    private readonly Dictionary<string, FakeReplica> replicas = new() { [East] = new(), [West] = new() };
    private readonly List<Action> late = [];
    private bool isPaused;

    public FakeWorld()
    {
        replicas[East].Changed = (name, document) => Send(() => replicas[West].Apply(name, document));
        replicas[West].Changed = (name, document) => Send(() => replicas[East].Apply(name, document));
    }

    public override void PauseReplication() => isPaused = true;

    public override Task ReplicateAsync()
    {
        isPaused = false;
        late.ForEach(send => send());
        late.Clear();
        return Task.CompletedTask;
    }

    public override void FailNextWrite(string region, WriteFault fault) => replicas[region].Fail(fault);

    public override void SetOutage(string region, bool on) => replicas[region].IsOut = on;

    protected override TestSilo Create(string region, Action<RegionalCosmosStorageOptions> configure) => new(
        region,
        [East, West],
        options =>
        {
            options.Endpoint = new Uri("https://127.0.0.1:1/");
            configure(options);
        },
        _ => replicas[region]);

    private void Send(Action apply)
    {
        if (isPaused)
        {
            late.Add(apply);
        }
        else
        {
            apply();
        }
    }
}
