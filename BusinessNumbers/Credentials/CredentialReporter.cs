using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>A silo's side: shares its findings with the other silos and the gateways of the region, through the region's Redis.</summary>
internal sealed class CredentialReporter(CredentialBoard board, IRegionNotes notes, TimeProvider time, ILogger<CredentialReporter> logger) : BackgroundService
{
    // Longer than the longest pause of the probes: the findings of a region outlive a rolling restart of its silos.
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(3);

    /// <summary>One exchange.</summary>
    public async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        var note = await notes.ReadAsync(CredentialNote.Name, cancellationToken);
        if (!note.Answered)
        {
            return;
        }

        if (note.Text is { } text)
        {
            foreach (var (name, finding) in CredentialNote.Read(text))
            {
                board.Adopt(name, finding);
            }
        }

        var current = CredentialNote.Write(board.Current());
        if (current != note.Text)
        {
            await notes.WriteAsync(CredentialNote.Name, current, Expiry, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CredentialHealth.ExchangeInterval, time);
        do
        {
            try
            {
                await ExchangeAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.CredentialsNotShared(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
