using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Simulation.Exploring;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Log;
using OrleansFailover.Simulation.Network;
using OrleansFailover.Simulation.Redis;
using OrleansFailover.Simulation.Store;

namespace OrleansFailover.Simulation.Regions;

/// <summary>One region: its services, and the processes that run in it just now.</summary>
internal sealed class Region
{
    private int lives;

    public Region(World world, int index, string name)
    {
        (World, Index, Id) = (world, index, new RegionId(name));
        Redis = new RedisServer(() => (LifeClock.Epoch.ToUnixTimeMilliseconds() * 1000) + (long)((world.Loop.Now + RedisSkew).TotalMilliseconds * 1000));
        RedisSkew = (world.DrawFor($"redis {name}").Part() - 0.5) * TimeSpan.FromMinutes(20);
        Spool = new SimulatedSpool();
    }

    public World World { get; }

    public int Index { get; }

    public RegionId Id { get; }

    public RedisServer Redis { get; }

    public Replica Replica { get; } = new();

    public RegionLog Log { get; } = new();

    public SimulatedSpool Spool { get; }

    /// <summary>What it knows of its peer in a small scope.</summary>
    public SettledHealth Health { get; } = new();

    /// <summary>How far its Redis's clock is off; it does not jump.</summary>
    public TimeSpan RedisSkew { get; }

    /// <summary>How far the clocks of its processes are off.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>False while the whole region is gone.</summary>
    public bool IsUp { get; set; } = true;

    public bool IsRedisUp { get; set; } = true;

    public bool IsStoreUp { get; set; } = true;

    public bool IsLogUp { get; set; } = true;

    /// <summary>What its store takes on top.</summary>
    public TimeSpan StoreTakes { get; set; }

    /// <summary>What the channel takes on top for its replies.</summary>
    public TimeSpan ChannelTakes { get; set; }

    /// <summary>What callers meet while something here is down.</summary>
    public Reach WhenDown { get; set; } = Reach.Silent;

    public Silo? Silo { get; private set; }

    public Gateway? Gateway { get; private set; }

    /// <summary>Silos that were replaced and live on for a while.</summary>
    public List<Silo> Others { get; } = [];

    public Reach ReachRedis() => IsRedisUp ? Reach.Open : WhenDown;

    public Reach ReachStore() => IsStoreUp ? Reach.Open : WhenDown;

    public Reach ReachLog() => IsLogUp ? Reach.Open : WhenDown;

    public void Replicate(Document document) => World.ReplicationFrom(this).Send(document);

    public void StartGateway()
    {
        Gateway = new Gateway(this, $"gateway {Id.Name} {++lives}");
        Gateway.Start();
    }

    public void StartSilo()
    {
        Silo = new Silo(this, $"silo {Id.Name} {++lives}");
        Silo.Start();
    }

    /// <summary>Ends the silo, with everything that it was just doing.</summary>
    public void KillSilo()
    {
        Silo?.Life.End();
        Silo = null;
        Others.ForEach(silo => silo.Life.End());
        Others.Clear();
    }

    /// <summary>Starts another silo while the old one still works on what it has.</summary>
    public void ReplaceSilo()
    {
        if (Silo is { } old)
        {
            old.Life.IsReplaced = true;
            Others.Add(old);
        }

        StartSilo();
    }

    public void KillGateway()
    {
        Gateway?.Life.End();
        Gateway = null;
    }

    /// <summary>Every process of the region stands still, its services do not.</summary>
    public void Pause()
    {
        foreach (var life in Lives())
        {
            life.Pause();
        }
    }

    public void Resume()
    {
        foreach (var life in Lives())
        {
            life.Resume();
        }
    }

    public IEnumerable<Life> Lives() =>
        new[] { Silo?.Life, Gateway?.Life }.OfType<Life>().Concat(Others.Select(silo => silo.Life)).ToList();
}
