using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>
/// The orderly end of a gateway: it tells that it is not ready, serves on for <see cref="GatewayOptions.StopDelay"/>, so that whoever sends it webhooks has
/// seen that, and only then closes the listener, which waits for what is in work for up to <see cref="GatewayOptions.DrainTimeout"/>.
/// </summary>
internal sealed class GatewayStop(
    IOptions<GatewayOptions> options, IHostApplicationLifetime lifetime, TimeProvider timeProvider, ILogger<GatewayStop> logger) : IHostedLifecycleService
{
    private volatile bool begun;

    /// <summary>True from the signal on, while webhooks are still taken.</summary>
    public bool IsStopping => begun || lifetime.ApplicationStopping.IsCancellationRequested;

    // Runs before any other part of the host is stopped.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun = true;
        logger.Stopping(options.Value.StopDelay);
        await Task.Delay(options.Value.StopDelay, timeProvider, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
