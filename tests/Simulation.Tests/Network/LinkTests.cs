using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;

namespace OrleansFailover.Simulation.Tests.Network;

public sealed class LinkTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly EventLoop loop = new(new Draw(3));
    private readonly Life life;
    private readonly List<string> seen = [];
    private Reach reach = Reach.Open;
    private TimeSpan latency = TimeSpan.FromMilliseconds(10);

    public LinkTests() => life = new Life("p", loop);

    [Fact]
    public void Call_LatencyFalls_RequestsKeepTheirOrder()
    {
        var link = Link();
        Call(link, "first");
        latency = TimeSpan.FromMilliseconds(1);
        Call(link, "second");
        loop.RunUntil(TimeSpan.FromMinutes(1));
        Assert.Equal(["does first", "does second", "answers first", "answers second"], seen);
    }

    [Fact]
    public void Call_NobodyListens_IsLostAtOnceOrAfterTheBound()
    {
        reach = Reach.Refused;
        Call(Link(), "refused");
        loop.RunUntil(TimeSpan.FromMilliseconds(50));
        Assert.Equal(["loses refused"], seen);
        reach = Reach.Silent;
        Call(Link(), "silent");
        loop.RunUntil(TimeSpan.FromMilliseconds(900));
        Assert.Single(seen);
        loop.RunUntil(TimeSpan.FromSeconds(2));
        Assert.Equal("loses silent", seen[^1]);
    }

    [Fact]
    public void Call_CutAfterTheRequest_IsDoneAndItsAnswerIsLost()
    {
        Call(Link(), "it");
        loop.After(TimeSpan.FromMilliseconds(15), () => reach = Reach.Silent);
        loop.RunUntil(TimeSpan.FromSeconds(2));
        Assert.Equal(["does it", "loses it"], seen);
    }

    [Fact]
    public void Call_ProcessEndsAfterSending_IsDoneAllTheSame()
    {
        Call(Link(), "it");
        life.End();
        loop.RunUntil(TimeSpan.FromSeconds(2));
        Assert.Contains("does it", seen);
    }

    private Link Link() => new("service", () => reach, () => latency);

    private void Call(Link link, string name) => link.Call(
        life,
        Bound,
        () =>
        {
            seen.Add($"does {name}");
            return name;
        },
        answer => seen.Add($"answers {answer}"),
        () => seen.Add($"loses {name}"));
}
