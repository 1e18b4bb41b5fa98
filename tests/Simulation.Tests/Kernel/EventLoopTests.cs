using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Tests.Kernel;

public sealed class EventLoopTests
{
    private readonly EventLoop loop = new(new Draw(7));

    [Fact]
    public void RunUntil_SeveralEvents_HappenInTheOrderOfTheirTime()
    {
        var seen = new List<string>();
        loop.After(TimeSpan.FromHours(3), () => seen.Add("late"));
        loop.After(TimeSpan.FromSeconds(1), () => seen.Add("early"));
        loop.RunUntil(TimeSpan.FromHours(1));
        Assert.Equal(["early"], seen);
        loop.RunUntil(TimeSpan.FromHours(4));
        Assert.Equal(["early", "late"], seen);
        Assert.Equal(TimeSpan.FromHours(4), loop.Now);
    }

    [Fact]
    public void Delay_OfAProcess_PassesOnTheSimulatedClock()
    {
        var life = new Life("p", loop);
        var clock = new LifeClock(life, () => TimeSpan.FromMinutes(5));
        var seen = new List<DateTimeOffset>();
        life.Do(async () =>
        {
            seen.Add(clock.GetUtcNow());
            await Task.Delay(TimeSpan.FromDays(2), clock);
            seen.Add(clock.GetUtcNow());
        });
        loop.RunUntil(TimeSpan.FromDays(3));
        Assert.Equal([LifeClock.Epoch.AddMinutes(5), LifeClock.Epoch.AddMinutes(5).AddDays(2)], seen);
    }

    [Fact]
    public void End_OfAProcess_StopsItAtItsAwait()
    {
        var life = new Life("p", loop);
        var seen = new List<string>();
        life.Do(async () =>
        {
            seen.Add("before");
            await Task.Delay(TimeSpan.FromSeconds(2), new LifeClock(life, () => TimeSpan.Zero));
            seen.Add("after");
        });
        loop.After(TimeSpan.FromSeconds(1), life.End);
        loop.RunUntil(TimeSpan.FromSeconds(10));
        Assert.Equal(["before"], seen);
    }

    [Fact]
    public void Pause_OfAProcess_HoldsItUntilItGoesOn()
    {
        var life = new Life("p", loop);
        TimeSpan? after = null;
        life.Do(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), new LifeClock(life, () => TimeSpan.Zero));
            after = loop.Now;
        });
        loop.After(TimeSpan.FromSeconds(1), life.Pause);
        loop.After(TimeSpan.FromSeconds(60), life.Resume);
        loop.RunUntil(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromSeconds(60), after);
    }

    [Fact]
    public void Ready_SeveralContinuations_RunInAnOrderThatTheSeedDecides()
    {
        var orders = Enumerable.Range(1, 20).Select(seed => Order((ulong)seed)).ToList();
        Assert.True(orders.Distinct().Count() > 5);
        Assert.Equal(orders, Enumerable.Range(1, 20).Select(seed => Order((ulong)seed)));

        static string Order(ulong seed)
        {
            var loop = new EventLoop(new Draw(seed));
            var life = new Life("p", loop);
            var seen = "";
            foreach (var name in "abcd")
            {
                life.Do(() => seen += name);
            }

            loop.RunUntil(TimeSpan.Zero);
            return seen;
        }
    }

    [Fact]
    public void Draw_SameSeed_IsTheSameOnEveryMachine()
    {
        var draw = Draw.Of(42, "plan");
        Assert.Equal([36, 80, 64], [draw.Below(100), draw.Below(100), draw.Below(100)]);
    }

    [Fact]
    public void Ready_FromAnotherThread_IsRefused()
    {
        var life = new Life("p", loop);
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => life.Do(() => { })));
        thread.Start();
        thread.Join();
        Assert.IsType<InvalidOperationException>(thrown);
    }
}
