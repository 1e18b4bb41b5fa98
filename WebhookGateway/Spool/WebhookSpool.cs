using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The spool of one process: its lanes, their common bound, and the lock that keeps other processes out.</summary>
internal sealed class WebhookSpool : IWebhookSpool, IAsyncDisposable
{
    private readonly FileStream owner;
    private readonly SpoolLane[] lanes;

    /// <exception cref="IOException">The directory cannot be used, or another process uses it: better at start than with the first webhook.</exception>
    public WebhookSpool(
        IOptions<SpoolOptions> options,
        IOptions<RegionOptions> regions,
        IHostEnvironment environment,
        ISpoolDisk disk,
        SpoolMetrics metrics,
        ILogger<WebhookSpool> logger)
    {
        var settings = options.Value;
        var directory = DirectoryOf(settings, regions.Value.Current, environment.ContentRootPath);
        Make(directory);
        owner = Own(directory);
        Space = new(settings.MaxBytes);
        lanes = [Lane(SpoolLaneName.Webhooks, "webhooks"), Lane(SpoolLaneName.Letters, "letters")];
        metrics.ObserveUsed(() => Space.Used);

        SpoolLane Lane(SpoolLaneName name, string folder) => new(name, Path.Combine(directory, folder), settings, Space, disk, metrics, logger);
    }

    public SpoolSpace Space { get; }

    public SpoolLane this[SpoolLaneName lane] => lanes[(int)lane];

    public bool IsEmpty => Array.TrueForAll(lanes, lane => lane.IsEmpty);

    public Task StoreAsync(SpoolLaneName lane, SpoolEntry entry, CancellationToken cancellationToken) => this[lane].StoreAsync(entry, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }

        await owner.DisposeAsync();
    }

    private static string DirectoryOf(SpoolOptions options, string region, string contentRoot) =>
        Path.Combine(contentRoot, string.IsNullOrEmpty(options.Directory) ? Path.Combine("data", "spool", region) : options.Directory);

    private static void Make(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        // It holds what users wrote.
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Two processes would write the same segments. The lock goes with the process, however it ends.
    private static FileStream Own(string directory)
    {
        try
        {
            return new(Path.Combine(directory, "owner"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"The spool directory {directory} is in use by another process, or cannot be written: set Spool:Directory to one of this process alone.", exception);
        }
    }
}
