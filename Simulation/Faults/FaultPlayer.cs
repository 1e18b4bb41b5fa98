using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Simulation.Network;
using OrleansFailover.Simulation.Regions;

namespace OrleansFailover.Simulation.Faults;

/// <summary>Makes a plan's faults happen. A fault that meets another one of its kind at the same place is left out.</summary>
internal sealed class FaultPlayer(World world)
{
    private readonly HashSet<(FaultKind Kind, int Region)> now = [];

    public void Schedule()
    {
        foreach (var fault in world.Plan.Faults.Where(fault => fault.AfterMessages == 0))
        {
            world.Loop.After(fault.At - world.Loop.Now, () => Begin(fault));
        }

        world.Channel.Told += number =>
        {
            foreach (var fault in world.Plan.Faults.Where(fault => fault.AfterMessages == number))
            {
                world.Loop.After(fault.At, () => Begin(fault));
            }
        };
    }

    private void Begin(Fault fault)
    {
        // Both regions at once is another promise: what is acked then waits in logs and letters.
        if (!now.Add((fault.Kind, fault.Region)) || !MayBegin(fault))
        {
            return;
        }

        var region = world.Regions[fault.Region];
        world.Played.Add(fault with { At = world.Loop.Now, AfterMessages = 0 });
        world.Tell("fault", fault.Show());
        Harm(fault, region);
        world.Loop.After(fault.For, () =>
        {
            now.Remove((fault.Kind, fault.Region));
            world.Tell("fault", $"{fault.Kind} of {region.Id.Name} is over");
            Heal(fault, region);
        });
    }

    // What was acked by a region that is lost for ever is in the other one; so the other one must not be lost with it.
    private bool MayBegin(Fault fault)
    {
        if (fault.Kind != FaultKind.RegionLoss || world.Regions[1 - fault.Region].IsUp)
        {
            return true;
        }

        now.Remove((fault.Kind, fault.Region));
        return false;
    }

    private void Harm(Fault fault, Region region)
    {
        switch (fault.Kind)
        {
            case FaultKind.RegionLoss:
                region.WhenDown = fault.IsSilent ? Reach.Silent : Reach.Refused;
                region.IsUp = false;
                region.KillSilo();
                region.KillGateway();
                break;
            case FaultKind.SiloRestart:
                region.KillSilo();
                break;
            case FaultKind.SiloReplaced when region.Silo is not null:
                region.ReplaceSilo();
                break;
            case FaultKind.GatewayRestart:
                region.KillGateway();
                break;
            case FaultKind.Partition:
                world.Network.IsCut = true;
                break;
            case FaultKind.Pause:
                region.Pause();
                break;
            case FaultKind.RedisOutage:
                region.IsRedisUp = false;
                break;
            case FaultKind.StoreOutage:
                region.IsStoreUp = false;
                break;
            case FaultKind.LogOutage:
                region.IsLogUp = false;
                break;
            case FaultKind.ReplicationPause:
                world.ReplicationFrom(region).IsPaused = true;
                break;
            case FaultKind.LagChange:
                world.ReplicationFrom(region).Lag = fault.Amount * fault.Amount * TimeSpan.FromMinutes(3) * world.Plan.Pace.Factor;
                break;
            case FaultKind.SlowPeer:
                world.Network.Extra = fault.PeerDelay;
                break;
            case FaultKind.SlowServices:
                world.Network.ExtraNear = fault.Amount * fault.Amount * TimeSpan.FromMilliseconds(100);
                break;
            case FaultKind.SlowStore:
                region.StoreTakes = fault.Amount * TimeSpan.FromSeconds(2);
                break;
            case FaultKind.SlowChannel:
                region.ChannelTakes = fault.Amount * TimeSpan.FromSeconds(12) * world.Plan.Pace.Factor;
                break;
            case FaultKind.ClockJump:
                region.Skew = (fault.Amount - 0.5) * TimeSpan.FromMinutes(20);
                break;
            case FaultKind.LostAnswers:
                world.Channel.LosesAnswers = fault.Amount;
                break;
            case FaultKind.TurnedAway:
                world.Channel.TurnsAway = fault.Amount;
                break;
        }
    }

    private void Heal(Fault fault, Region region)
    {
        switch (fault.Kind)
        {
            case FaultKind.RegionLoss:
                Return(fault, region);
                break;
            case FaultKind.SiloRestart when region is { IsUp: true, Silo: null }:
                region.StartSilo();
                break;
            case FaultKind.SiloReplaced:
                region.Others.ForEach(silo => silo.Life.End());
                region.Others.Clear();
                break;
            case FaultKind.GatewayRestart when region is { IsUp: true, Gateway: null }:
                region.StartGateway();
                break;
            case FaultKind.Partition:
                world.Network.IsCut = false;
                break;
            case FaultKind.Pause:
                region.Resume();
                break;
            case FaultKind.RedisOutage:
                Empty(fault, region);
                region.IsRedisUp = true;
                break;
            case FaultKind.StoreOutage:
                region.IsStoreUp = true;
                break;
            case FaultKind.LogOutage:
                region.IsLogUp = true;
                break;
            case FaultKind.ReplicationPause:
                world.ReplicationFrom(region).IsPaused = false;
                break;
            case FaultKind.LagChange:
                world.ReplicationFrom(region).Lag = world.Plan.Lag;
                break;
            case FaultKind.SlowPeer:
                world.Network.Extra = TimeSpan.Zero;
                break;
            case FaultKind.SlowServices:
                world.Network.ExtraNear = TimeSpan.Zero;
                break;
            case FaultKind.SlowStore:
                region.StoreTakes = TimeSpan.Zero;
                break;
            case FaultKind.SlowChannel:
                region.ChannelTakes = TimeSpan.Zero;
                break;
            case FaultKind.LostAnswers:
                world.Channel.LosesAnswers = 0;
                break;
            case FaultKind.TurnedAway:
                world.Channel.TurnsAway = 0;
                break;
        }
    }

    // The copies of what the peer has acked and not answered go with it.
    private void Empty(Fault fault, Region region)
    {
        if (!fault.EmptiesRedis)
        {
            return;
        }

        foreach (var id in region.Redis.Pending())
        {
            world.Ways.NotCopied(new(new MessageId(id), world.Other(region), world.Loop.Now));
        }

        region.Redis.Empty();
    }

    private void Return(Fault fault, Region region)
    {
        Empty(fault, region);
        if (fault.LosesLog)
        {
            world.Ways.Lose(region, region.Log.Lose().Select(item => item.Id));
        }

        if (fault.LosesReplication)
        {
            world.ReplicationFrom(region).Lose();
        }

        region.IsUp = true;
        region.StartSilo();
        region.StartGateway();
    }
}
