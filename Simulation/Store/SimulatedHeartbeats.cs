using System.Globalization;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;

namespace OrleansFailover.Simulation.Store;

/// <summary>The heartbeat documents, replicated with everything else.</summary>
internal sealed class SimulatedHeartbeats(Life life, Link link, Replica replica, TimeSpan bound, Action<Document> written, ETags etags) : IHeartbeatDocuments
{
    private const string Id = "heartbeat";

    public async ValueTask<bool> WriteAsync(RegionId region, HeartbeatDocument heartbeat, CancellationToken cancellationToken)
    {
        try
        {
            return await link.CallAsync(life, bound, () =>
            {
                var document = DocumentOf(region, heartbeat, etags);
                replica.Put(document);
                written(document);
                return true;
            });
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask<HeartbeatDocument?> ReadAsync(RegionId region, CancellationToken cancellationToken)
    {
        try
        {
            return await link.CallAsync(life, bound, () => replica.Find(region.Name, Id)) is { } found ? Read(found) : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>The heartbeats of regions that have lived for long are on their way when a world begins; without them a lag would look like a silence.</summary>
    public static void Precede(RegionId region, Replication replication, TimeSpan interval, ETags etags)
    {
        var beat = 0L;
        for (var due = TimeSpan.Zero; due < replication.Lag; due += interval)
        {
            replication.Precede(DocumentOf(region, new(new(1, ++beat, RegionPhase.Active), DateTimeOffset.UnixEpoch), etags), due);
        }
    }

    private static Document DocumentOf(RegionId region, HeartbeatDocument heartbeat, ETags etags)
    {
        var content = string.Create(
            CultureInfo.InvariantCulture,
            $"{heartbeat.Heartbeat.Incarnation} {heartbeat.Heartbeat.Beat} {(int)heartbeat.Heartbeat.Phase} {heartbeat.WrittenAt.ToUnixTimeMilliseconds()}");
        return new(region.Name, Id, Encoding.ASCII.GetBytes(content), etags.Next(), heartbeat.WrittenAt.ToUnixTimeMilliseconds());
    }

    private static HeartbeatDocument Read(Document document)
    {
        long[] parts = [.. Encoding.ASCII.GetString(document.Content.Span).Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        return new(new(parts[0], parts[1], (RegionPhase)parts[2]), DateTimeOffset.FromUnixTimeMilliseconds(parts[3]));
    }
}
