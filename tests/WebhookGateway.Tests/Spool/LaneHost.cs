using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Spool;

/// <summary>A lane over a folder.</summary>
internal sealed class LaneHost : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public LaneHost(string folder, FakeDisk? disk = null, SpoolOptions? options = null)
    {
        Disk = disk ?? new();
        options ??= new();
        Space = new(options.MaxBytes);
        Lane = new(SpoolLaneName.Webhooks, folder, options, Space, Disk, new SpoolMetrics(services.GetRequiredService<IMeterFactory>()), NullLogger.Instance);
    }

    public FakeDisk Disk { get; }

    public SpoolSpace Space { get; }

    public SpoolLane Lane { get; }

    public Task StoreAsync(string body) => Lane.StoreAsync(Entries.Of(body), TestContext.Current.CancellationToken);

    public async Task StoreAsync(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            await StoreAsync(body);
        }
    }

    /// <summary>Drains everything that is there.</summary>
    public List<string> Drain(int most = int.MaxValue)
    {
        var bodies = new List<string>();
        while (bodies.Count < most && Lane.TryRead() is { } next)
        {
            bodies.Add(Entries.BodyOf(next.Entry));
            Lane.Advance(next);
        }

        return bodies;
    }

    public async ValueTask DisposeAsync()
    {
        await Lane.DisposeAsync();
        await services.DisposeAsync();
    }
}
