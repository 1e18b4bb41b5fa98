using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.OpsConsole.Events;
using OrleansFailover.OpsConsole.Incidents;
using OrleansFailover.OpsConsole.Tests.Support;

namespace OrleansFailover.OpsConsole.Tests.Events;

public sealed class EventHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_TheSameEventAgain_IsThereOnce()
    {
        var (history, signals) = Create(100);
        var changes = 0;
        history.Changed += () => changes++;

        history.Add(Line(0, "taken_over"));
        history.Add(Line(0, "taken_over"));

        Assert.Single(history.Lines);
        Assert.Equal(1, changes);
        Assert.Single(signals.Incidents);
    }

    [Fact]
    public void Add_MoreThanAreKept_TheOldestGo()
    {
        var (history, _) = Create(100);

        foreach (var second in Enumerable.Range(0, 150).Reverse())
        {
            history.Add(Line(second, "hedged"));
        }

        Assert.Equal(100, history.Lines.Count);
        Assert.Equal((Noon.AddSeconds(149), Noon.AddSeconds(50)), (history.Lines[0].Timestamp, history.Lines[^1].Timestamp));
    }

    [Theory]
    [InlineData("failover_triggered", "TakenElsewhere")]
    [InlineData("taken_over", "TakenElsewhere")]
    [InlineData("failed_back", "Up")]
    [InlineData("hedged", null)]
    [InlineData("dead_lettered", null)]
    [InlineData("of a newer build", null)]
    public void SignalOf_AnEvent_SaysWhatItSaysOfTheRegion(string status, string? expected) =>
        Assert.Equal(expected, EventHistory.SignalOf(Line(0, status))?.Kind.ToString());

    [Fact]
    public void SignalOf_TakenByThePrimaryItself_SaysNothing() => Assert.Null(EventHistory.SignalOf(Line(0, "taken_over") with { TargetRegion = Settings.East }));

    [Fact]
    public void Filter_WhatIsSet_Narrows()
    {
        var line = Line(0, "taken_over");

        Assert.True(new EventFilter([], null, null, null).Passes(line));
        Assert.True(new EventFilter(["taken_over"], Settings.West, "ABC", Noon).Passes(line));
        Assert.False(new EventFilter(["hedged"], null, null, null).Passes(line));
        Assert.False(new EventFilter([], "southindia", null, null).Passes(line));
        Assert.False(new EventFilter([], null, "abd", null).Passes(line));
        Assert.False(new EventFilter([], null, null, Noon.AddSeconds(1)).Passes(line));
    }

    [Fact]
    public void TryRead_TheJsonOfTheSchema_HasEveryMember()
    {
        var line = FailoverEventLine.TryRead(
            """
            {"event_type":"webhook_processing","message_id":"message:8d3f0a6b1c2e4f57","primary_region":"eastus","status":"failover_triggered",
             "target_region":"westeurope","latency_ms":42,"compliance_mode":"none","timestamp":"2025-05-15T14:30:00Z"}
            """u8);

        Assert.Equal(
            new FailoverEventLine("message:8d3f0a6b1c2e4f57", "eastus", "failover_triggered", "westeurope", 42, "none", new(2025, 5, 15, 14, 30, 0, TimeSpan.Zero)), line);
        Assert.Null(FailoverEventLine.TryRead("no json"u8));
        Assert.Null(FailoverEventLine.TryRead("{}"u8));
    }

    private static (EventHistory History, SignalLog Signals) Create(int kept)
    {
        var settings = Settings.Of(change: options => options.EventsKept = kept);
        var signals = new SignalLog(settings);
        return (new EventHistory(signals, settings), signals);
    }

    private static FailoverEventLine Line(int second, string status) =>
        new("message:abc", Settings.East, status, Settings.West, 1500, "none", Noon.AddSeconds(second));
}
