using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a scenario plays with.</summary>
internal sealed class Stage
{
    private const int FirstQuestion = 2;
    private const int LastQuestion = 4;

    // Where something always is: a search that finds none of it has read nothing.
    private static readonly HoldingPlace[] MustHoldSomething =
        [HoldingPlace.Documents, HoldingPlace.Redis, HoldingPlace.LogTopics, HoldingPlace.LogFiles, HoldingPlace.Telemetry];

    // The log of a region holds what its own gateways took.
    private static readonly HoldingPlace[] MustHoldFreeCustomers = [HoldingPlace.Documents, HoldingPlace.LogTopics];
    private static readonly HoldingPlace[] MustHoldFreeCustomersAtHome = [HoldingPlace.Documents];

    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(15);

    private readonly List<string> _unproven = [];

    /// <summary>The customers; already conversing.</summary>
    public required Conversations.Conversations Conversations { get; init; }

    /// <summary>What can go wrong.</summary>
    public required Faults Faults { get; init; }

    /// <summary>What delivers their messages.</summary>
    public required ChannelSimulator Channel { get; init; }

    /// <summary>The regions, primary first.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The webhook of each region, past the edge.</summary>
    public required IReadOnlyDictionary<string, Uri> Webhooks { get; init; }

    /// <summary>How long the conversations may take in all.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Decides what is drawn.</summary>
    public required long Seed { get; init; }

    /// <summary>How often this scenario was played before, on the same processes.</summary>
    public int Round { get; init; }

    /// <summary>
    /// Lets what was harmed be mended from now on, in the background, when another scenario follows on the same processes. It is mended after
    /// the scenario in any case.
    /// </summary>
    public required Action LetHeal { get; init; }

    /// <summary>When the fault of this scenario began, where something else was done before it; null: with the first thing that was done.</summary>
    public TimeSpan? FaultBegan { get; private set; }

    /// <summary>Looks for what must not be readable outside a home region.</summary>
    public required CanaryWatch Canaries { get; init; }

    /// <summary>How the fault came about, in a few words.</summary>
    public string Note { get; set; } = "";

    /// <summary>What was to be brought about and was not.</summary>
    public IReadOnlyList<string> Unproven => _unproven;

    /// <summary>Tells the person at the terminal what happens.</summary>
    public required Action<string> Tell { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The region that conversations prefer.</summary>
    public string Primary => Regions[0];

    /// <summary>The other one.</summary>
    public string Other => Regions[1];

    /// <summary>What was done so far only set the stage; the fault comes now.</summary>
    public void FaultBegins() => FaultBegan ??= Channel.Record.Now;

    /// <summary>Waits until half of the latest wave's conversations are in the middle of the script.</summary>
    /// <returns>How many are.</returns>
    public Task<int> MiddleAsync(CancellationToken cancellationToken) => ReachedAsync(FirstQuestion, LastQuestion, cancellationToken);

    /// <summary>Waits until half of them have begun, so that much is still to come.</summary>
    public Task<int> EarlyAsync(CancellationToken cancellationToken) => ReachedAsync(FirstQuestion - 1, LastQuestion - 1, cancellationToken);

    /// <summary>Waits until every conversation that was begun is complete, or the deadline has passed.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await Conversations.WhenAsync(all => all.AreComplete, Deadline, cancellationToken);
        Tell($"{Conversations.Complete} of {Conversations.Count} conversations are complete.");
    }

    /// <summary>Waits until nothing is left of what the regions kept outside their logs.</summary>
    public async Task DrainedAsync(CancellationToken cancellationToken)
    {
        var drained = await Conversations.WhenAsync(_ => Regions.All(region => Faults.Kept(region).IsDrained), LongestDrain, cancellationToken);
        var kept = Regions.Select(Faults.Kept).ToList();
        Prove(drained, $"everything replayed ({kept.Sum(each => each.Replayed)} of {kept.Sum(each => each.Letters)} letters were, {kept.Sum(each => each.SpoolBytes)} bytes wait in spools)");
    }

    /// <summary>Looks through every byte of a region for what restricted customers said and are.</summary>
    /// <param name="region">A region that is up.</param>
    /// <param name="when">When that is, for people.</param>
    /// <param name="isHome">True for the region that is home to them.</param>
    public async Task SearchAsync(string region, string when, bool isHome, CancellationToken cancellationToken)
    {
        var look = await Canaries.LookAsync(when, region, Faults.HeldAsync(region, cancellationToken), cancellationToken);
        Tell($"{when}: {look.Found} canaries of restricted customers in {region}; read {string.Join(", ", look.Bytes.Select(place => $"{place.Key} {place.Value} B"))}.");
        foreach (var place in MustHoldSomething)
        {
            Prove(look.Bytes.GetValueOrDefault(place) > 0, $"anything in {place} of {region}, {when}");
        }

        foreach (var place in isHome ? MustHoldFreeCustomersAtHome : MustHoldFreeCustomers)
        {
            Prove(look.Free.GetValueOrDefault(place) > 0, $"free customers in {place} of {region}, {when}: the search does not find what is there");
        }
    }

    /// <summary>Says whether something that the scenario is about was seen; a run without it shows nothing.</summary>
    public void Prove(bool seen, string what)
    {
        if (!seen)
        {
            _unproven.Add(what);
            Tell($"Not seen: {what}.");
        }
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.Delay(duration, Time, cancellationToken);

    private async Task<int> ReachedAsync(int first, int last, CancellationToken cancellationToken)
    {
        await Conversations.WhenAsync(all => all.AskedBetween(first, last) * 2 >= all.InWave, Deadline / 2, cancellationToken);
        var reached = Conversations.AskedBetween(first, last);
        Prove(reached * 2 >= Conversations.InWave, $"half of {Conversations.InWave} conversations at questions {first} to {last} ({reached} were)");
        return reached;
    }
}
