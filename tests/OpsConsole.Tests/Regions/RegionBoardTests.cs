using Microsoft.Extensions.Time.Testing;
using OrleansFailover.OpsConsole.Incidents;
using OrleansFailover.OpsConsole.Regions;
using OrleansFailover.OpsConsole.Tests.Support;

namespace OrleansFailover.OpsConsole.Tests.Regions;

public sealed class RegionBoardTests
{
    private static readonly HostReading Healthy = new(HostState.Healthy, []);
    private static readonly HostReading Unhealthy = new(HostState.Unhealthy, []);
    private static readonly HostReading Silent = new(HostState.Silent, []);

    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly SignalLog signals = new(Settings.Of());
    private readonly RegionBoard board;

    public RegionBoardTests() => board = new(Settings.Of(), signals, time);

    private DateTimeOffset Start { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Board_PrimaryGoneAndReplacedAndBack_HasOneIncidentWithTheTimesOfTheEdge()
    {
        BothHealthy();
        time.Advance(TimeSpan.FromSeconds(10));
        board.Saw(Settings.East, Silent, Silent);
        Assert.Equal(RegionCondition.Inconclusive, board.Readings[0].Condition);
        Assert.Empty(signals.Incidents);

        time.Advance(TimeSpan.FromSeconds(3));
        board.SawEdge(Edge("Unhealthy", Start.AddSeconds(11), servesEast: false));
        time.Advance(TimeSpan.FromSeconds(20));
        board.Saw(Settings.East, Healthy, Healthy);
        board.SawEdge(Edge("Returning", Start.AddSeconds(32), servesEast: false));
        Assert.True(Assert.Single(signals.Incidents).IsOpen);
        time.Advance(TimeSpan.FromSeconds(2));
        board.SawEdge(Edge("Healthy", Start.AddSeconds(35), servesEast: true));

        var incident = Assert.Single(signals.Incidents);
        Assert.Equal(
            new Incident(Settings.East, Start.AddSeconds(11), Start.AddSeconds(13), Settings.West, Start.AddSeconds(35)), incident);
    }

    [Fact]
    public void Board_RegionThatTheConsoleAloneDoesNotReach_HasNoIncident()
    {
        BothHealthy();
        time.Advance(TimeSpan.FromSeconds(10));
        board.Saw(Settings.East, Silent, Silent);
        board.SawEdge(null);
        time.Advance(TimeSpan.FromMinutes(5));
        board.Saw(Settings.East, Healthy, Healthy);

        Assert.Empty(signals.Incidents);
    }

    [Fact]
    public void Board_MessageTakenElsewhereWhileTheRegionLooksHealthy_TheIncidentEndsWithTheNextLook()
    {
        BothHealthy();
        time.Advance(TimeSpan.FromSeconds(10));
        signals.Add(new(Start.AddSeconds(9), Settings.East, SignalKind.TakenElsewhere, Settings.West, TimeSpan.FromSeconds(1)));
        board.Saw(Settings.East, Healthy, Healthy);

        Assert.Equal(new Incident(Settings.East, Start.AddSeconds(8), Start.AddSeconds(9), Settings.West, Start.AddSeconds(10)), Assert.Single(signals.Incidents));
    }

    // The console and its region start together, as ./run starts them.
    [Fact]
    public void Board_RegionThatStartsWithTheConsole_IsNoIncident()
    {
        board.SawEdge(Edge("Unhealthy", Start.AddSeconds(-2), servesEast: false));
        board.Saw(Settings.East, Silent, Silent);
        Assert.Equal(RegionCondition.Starting, board.Readings[0].Condition);
        time.Advance(TimeSpan.FromSeconds(59));
        board.Saw(Settings.East, Unhealthy, Silent);
        Assert.Equal(RegionCondition.Starting, board.Readings[0].Condition);
        board.SawEdge(Edge("Healthy", Start.AddSeconds(59), servesEast: true));
        board.Saw(Settings.East, Healthy, Healthy);

        Assert.Equal(RegionCondition.Healthy, board.Readings[0].Condition);
        Assert.Empty(signals.Incidents);
    }

    // The controls: one that does not come in time is an incident, of which the whole time counts; and so is one that was there, or when there is no grace.
    [Fact]
    public void Board_RegionThatDoesNotComeWithinTheGrace_IsAnIncidentSinceTheEdgeSawIt()
    {
        board.SawEdge(Edge("Unhealthy", Start.AddSeconds(-2), servesEast: false));
        board.Saw(Settings.East, Silent, Silent);
        time.Advance(TimeSpan.FromSeconds(60));
        board.Saw(Settings.East, Silent, Silent);

        Assert.Equal(RegionCondition.Unhealthy, board.Readings[0].Condition);
        Assert.Equal(new Incident(Settings.East, Start.AddSeconds(-2), Start, Settings.West, null), Assert.Single(signals.Incidents));
    }

    [Fact]
    public void Board_RegionThatWasHealthyAndIsLostWithinTheGrace_IsAnIncidentAtOnce()
    {
        BothHealthy();
        time.Advance(TimeSpan.FromSeconds(1));
        board.Saw(Settings.East, Unhealthy, Silent);

        Assert.Equal(RegionCondition.Unhealthy, board.Readings[0].Condition);
        Assert.True(Assert.Single(signals.Incidents).IsOpen);
    }

    [Fact]
    public void Board_WithoutAGrace_ARegionThatStartsIsAnIncident()
    {
        var strict = new RegionBoard(Settings.Of(change: options => options.StartGrace = TimeSpan.Zero), signals, time);

        strict.Saw(Settings.East, Unhealthy, Silent);

        Assert.Single(signals.Incidents);
    }

    private void BothHealthy()
    {
        board.Saw(Settings.East, Healthy, Healthy);
        board.Saw(Settings.West, Healthy, Healthy);
        board.SawEdge(Edge("Healthy", Start, servesEast: true));
    }

    private EdgeAnswer Edge(string east, DateTimeOffset since, bool servesEast) => new(
        "Healthy",
        [new(Settings.East, east, servesEast, since, null), new(Settings.West, "Healthy", !servesEast, Start, null)]);
}
