using OrleansFailover.Grains.Conversation;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.Simulation;

/// <summary>
/// How long things take. The product's settings are its defaults, all intervals and bounds multiplied by the same factor: a slow world has as much
/// to do in an hour as a usual one in minutes, so that hours of lag can be lived through.
/// </summary>
internal sealed class Pace(string name, double factor)
{
    private static readonly Pace[] Known = [new("minutes", 1), new("hours", 20)];

    public static IReadOnlyList<string> Names => [.. Known.Select(pace => pace.Name)];

    /// <exception cref="InvalidOperationException">There is none of this name.</exception>
    public static Pace Of(string name) => Known.First(pace => pace.Name == name);

    /// <summary>The defaults, as they are.</summary>
    public static Pace Minutes => Known[0];

    /// <summary>Everything takes twenty times as long.</summary>
    public static Pace Hours => Known[1];

    public string Name => name;

    public double Factor => factor;

    public WebhookOptions Webhook { get; } = new();

    public EdgeOptions Edge { get; } = new()
    {
        ProbeInterval = TimeSpan.FromSeconds(0.5) * factor,
        FailbackAfter = TimeSpan.FromSeconds(2) * factor,
    };

    public TimeSpan LeastNear { get; } = TimeSpan.FromMilliseconds(0.2);

    public TimeSpan MostNear { get; } = TimeSpan.FromMilliseconds(3);

    public TimeSpan LeastAcross { get; } = TimeSpan.FromMilliseconds(5);

    public TimeSpan MostAcross { get; } = TimeSpan.FromMilliseconds(40);

    public TimeSpan StoreTimeout { get; } = TimeSpan.FromSeconds(5);

    public TimeSpan SendTimeout { get; } = TimeSpan.FromSeconds(5);

    public TimeSpan CommitInterval => TimeSpan.FromSeconds(0.5) * factor;

    public TimeSpan DeliveryTime => TimeSpan.FromMinutes(1) * factor;

    public TimeSpan IdleActivation => TimeSpan.FromMinutes(4) * factor;

    public TimeSpan PhaseInterval => TimeSpan.FromMilliseconds(250) * factor;

    public TimeSpan ReplayInterval => TimeSpan.FromSeconds(5) * factor;

    public TimeSpan LateStatus => TimeSpan.FromSeconds(30) * factor;

    public TimeSpan BetweenTwo { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a world goes on after the last customer is done, so that a reply too many is seen.</summary>
    public TimeSpan Linger => TimeSpan.FromSeconds(20) * factor;

    /// <summary>How long after the last fault everything must be answered.</summary>
    public TimeSpan Patient => TimeSpan.FromMinutes(6) * factor;

    public TimeSpan Thought(double part) => (TimeSpan.FromSeconds(0.3) + (TimeSpan.FromSeconds(2) * part)) * factor;

    /// <summary>Longer than standby copies are kept for certain.</summary>
    public TimeSpan Rest(double part) => (TimeSpan.FromSeconds(50) + (TimeSpan.FromSeconds(100) * part)) * factor;

    public TimeSpan Patience(double part) => (TimeSpan.FromSeconds(6) + (TimeSpan.FromSeconds(4) * part)) * factor;

    public TimeSpan Redelivery(double part) => (TimeSpan.FromSeconds(0.05) + (TimeSpan.FromSeconds(4) * part * part)) * factor;

    /// <summary>The same settings where nobody renews a life.</summary>
    public StandbyOptions StandbyOfScope(Mutant mutant)
    {
        var standby = Standby(mutant);
        standby.IncarnationExpiry = TimeSpan.FromDays(1);
        return standby;
    }

    public StandbyOptions Standby(Mutant mutant)
    {
        var standby = new StandbyOptions { IndexShards = 1 };
        standby.HeartbeatInterval *= factor;
        standby.StaleAfter *= factor;
        standby.FirstAnswerBound *= factor;
        standby.IncarnationExpiry *= factor;
        standby.OldEntryBound *= factor;
        standby.OldOwnEntryBound *= factor;
        standby.TakeoverInterval *= factor;
        standby.MinimumCopyAge *= factor;
        standby.FoldOwnAfter *= factor;
        standby.JanitorInterval *= factor;
        standby.LeaseDuration *= factor;
        standby.ClaimRetention *= factor;
        MutantSettings.Apply(mutant, standby);
        return standby;
    }

    public ConversationOptions Conversation(Mutant mutant)
    {
        var conversation = new ConversationOptions();
        conversation.DoubtBound *= factor;
        conversation.HandoverBound *= factor;
        conversation.ClaimBound *= factor;
        conversation.IdleFlush *= factor;
        conversation.ReadAgainAfter *= factor;
        MutantSettings.Apply(mutant, conversation);
        return conversation;
    }
}
