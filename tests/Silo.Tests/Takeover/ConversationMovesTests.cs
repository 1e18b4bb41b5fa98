using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Silo.Takeover;

namespace OrleansFailover.Silo.Tests.Takeover;

public sealed class ConversationMovesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("westeurope", FailoverStatus.TakenOver)]
    [InlineData("eastus", FailoverStatus.FailedBack)]
    public void Arrived_InARegion_IsOneEventOfWhetherItIsHome(string here, FailoverStatus status)
    {
        var reported = Arrive(here, Now.AddSeconds(-3));

        Assert.Equal(
            new FailoverEvent
            {
                Status = status,
                Message = new MessageId("m1"),
                PrimaryRegion = new RegionId("eastus"),
                TargetRegion = new RegionId(here),
                Latency = TimeSpan.FromSeconds(3),
                Time = Now,
            },
            reported);
    }

    [Fact]
    public void Arrived_WithAMessageThatIsNotRead_SaysThatWhatIsPersonalIsMasked()
    {
        Assert.Equal(ComplianceMode.MaskedPii, Arrive("westeurope", Now, masked: true).Compliance);
        Assert.Equal(ComplianceMode.None, Arrive("westeurope", Now).Compliance);
    }

    [Fact]
    public void Masked_OfAMessage_IsOneEventOfTheRegionThatTookIt()
    {
        var reported = Report("westeurope", moves => moves.Masked(Conversation, new MessageId("m1"), Now.AddSeconds(-2)));

        Assert.Equal(
            new FailoverEvent
            {
                Status = FailoverStatus.Masked,
                Message = new MessageId("m1"),
                PrimaryRegion = new RegionId("eastus"),
                TargetRegion = new RegionId("westeurope"),
                Latency = TimeSpan.FromSeconds(2),
                Compliance = ComplianceMode.MaskedPii,
                Time = Now,
            },
            reported);
    }

    [Theory]
    [InlineData(true, ComplianceMode.Denied)]
    [InlineData(false, ComplianceMode.MaskedPii)]
    public void Held_OfAMessage_SaysWhetherItsRuleDeniesIt(bool denied, ComplianceMode mode)
    {
        var reported = Report("westeurope", moves => moves.Held(Conversation, new MessageId("m1"), Now.AddSeconds(-2), denied));

        Assert.Equal((FailoverStatus.Held, mode, "westeurope"), (reported.Status, reported.Compliance, reported.TargetRegion!.Value.Name));
    }

    [Fact]
    public void Arrived_AckedByAClockAhead_HasNoNegativeLatency() => Assert.Equal(TimeSpan.Zero, Arrive("westeurope", Now.AddSeconds(1)).Latency);

    private static readonly ConversationId Conversation = ConversationId.Create("whatsapp", "1065", "491701234567");

    private static FailoverEvent Arrive(string here, DateTimeOffset acked, bool masked = false) =>
        Report(here, moves => moves.Arrived(Conversation, new MessageId("m1"), acked, masked));

    private static FailoverEvent Report(string here, Action<ConversationMoves> tell)
    {
        var kept = new KeptEvents();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var incidents = new IncidentClock(new Silence(), new TakeoverMetrics(services.GetRequiredService<IMeterFactory>()), new StoppedClock());
        tell(new ConversationMoves(kept, new EastFirst(), new ThisRegion(new RegionId(here)), incidents, new StoppedClock()));
        return Assert.Single(kept.Events);
    }

    private sealed class KeptEvents : IFailoverEvents
    {
        public List<FailoverEvent> Events { get; } = [];

        public void Report(FailoverEvent failoverEvent) => Events.Add(failoverEvent);
    }

    private sealed class EastFirst : IPrimaryRegionPolicy
    {
        public RegionId PrimaryOf(string key) => new("eastus");
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
