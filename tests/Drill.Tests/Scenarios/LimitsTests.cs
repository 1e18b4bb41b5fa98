using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Tests.Scenarios;

public sealed class LimitsTests
{
    private static readonly Fault Loss = new(Seconds(10), "kill", "eastus", new HashSet<string>(), FaultKind.Loss);

    [Fact]
    public void Uncopied_AckedAloneByTheRegionThatIsLost_IsCounted()
    {
        Assert.True(Covers("acked-is-kept", [Ack("a", 9, "eastus", hasCopies: false)]));
        Assert.True(Covers("never-asked-twice", [Ack("a", 9, "eastus", hasCopies: false)]));
    }

    [Fact]
    public void Uncopied_AnotherMessageOfTheConversationWasAlone_IsCounted() =>
        Assert.True(Covers("never-asked-twice", [Ack("a", 8, "eastus", hasCopies: true), Ack("b", 9, "eastus", hasCopies: false)]));

    [Fact]
    public void Uncopied_CopiedInTime_StaysBroken() =>
        Assert.False(Covers("acked-is-kept", [Ack("a", 9, "eastus", hasCopies: true)]));

    [Fact]
    public void Uncopied_CopiedByARedelivery_StaysBroken() =>
        Assert.False(Covers("acked-is-kept", [Ack("a", 8, "eastus", hasCopies: false), Ack("a", 9, "eastus", hasCopies: true)]));

    [Fact]
    public void Uncopied_InTheRegionThatLives_StaysBroken() =>
        Assert.False(Covers("acked-is-kept", [Ack("a", 9, "westeurope", hasCopies: false)]));

    [Fact]
    public void Uncopied_AckedAfterTheLoss_StaysBroken() =>
        Assert.False(Covers("acked-is-kept", [Ack("a", 11, "eastus", hasCopies: false)]));

    [Fact]
    public void Uncopied_OfAnotherCustomer_StaysBroken() =>
        Assert.False(Covers("acked-is-kept", [Ack("z", 9, "eastus", hasCopies: false)]));

    [Fact]
    public void Uncopied_RegionOnlyPaused_StaysBroken() =>
        Assert.False(Covers("acked-is-kept", [Ack("a", 9, "eastus", hasCopies: false)], Loss with { Kind = FaultKind.Stall }));

    private static bool Covers(string promise, IReadOnlyList<Delivery> deliveries, Fault? fault = null)
    {
        var (first, second) = (Message("a", 1), Message("b", 2));
        var history = new ConversationHistory("Customer 0", 6, [first, second], []);
        var evidence = new RunEvidence([fault ?? Loss], [], deliveries, [history]);
        return Limits.Uncopied.Single(limit => limit.Promise == promise).Covers(new Breach("lost", first), evidence);
    }

    private static SentMessage Message(string id, int second) =>
        new(id, id, MessagePurpose.Answer, DateTimeOffset.UnixEpoch, Seconds(second), Seconds(second + 1));

    private static Delivery Ack(string message, int second, string region, bool hasCopies) =>
        new(1, [message], Seconds(second - 1), Seconds(second), 200, region) { HasCopies = hasCopies };

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
