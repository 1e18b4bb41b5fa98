using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Events;

/// <summary>Reads the failover events of every region that says where its log is, each by itself.</summary>
internal sealed class EventFeed(IFailoverEventFeed feed, EventHistory history, IOptions<ConsoleOptions> options, ILogger<EventFeed> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from region in options.Value.Regions
        where region.InboundLog is not null
        select ReadAsync(region.Name, region.InboundLog!, stoppingToken));

    private async Task ReadAsync(string region, InboundLogOptions log, CancellationToken stoppingToken)
    {
        try
        {
            await feed.ReadAsync(log, options.Value.EventsTopic, history.Add, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.FeedFailed(logger, region, exception);
        }
    }
}
