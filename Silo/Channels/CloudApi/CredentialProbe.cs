using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>
/// Asks the channel for each business number with its token, so that a region that sends nothing knows of a token that is refused before it is
/// needed. A number that was sent with lately is left alone, and so is one that another silo of the region has asked for.
/// </summary>
internal sealed class CredentialProbe(
    IHttpClientFactory clients, IBusinessNumbers numbers, CredentialBoard board, IOptions<CloudApiOptions> options, TimeProvider time, ILogger<CredentialProbe> logger)
    : BackgroundService
{
    // A token that no number is configured for is tried by asking for its own owner.
    private const string Owner = "me";

    private static readonly TimeSpan Step = CredentialHealth.ExchangeInterval;

    // A permission that was missing may be given without another token, and meanwhile the region gets nothing to send.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(1);

    // An attempt that found nothing out is not repeated before the interval is over either, unless the token is another one.
    private readonly Dictionary<string, (string Token, DateTimeOffset At)> asked = new(StringComparer.Ordinal);

    /// <summary>Probes what is due, one number after the other.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var table = numbers.Current;
        foreach (var credential in table.Credentials)
        {
            // The key of another channel's session is nothing to show here.
            if (table.Numbers.Any(number => number.Name == credential.Name && number.Channel != BusinessNumbers.Settings.ChannelNames.WhatsApp))
            {
                continue;
            }

            if (credential.Token is not null && IsDue(credential))
            {
                asked[credential.Name] = (credential.Token.Fingerprint, time.GetUtcNow());
                await ProbeAsync(credential.NumberId ?? Owner, cancellationToken);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ProbeInterval == TimeSpan.Zero)
        {
            return;
        }

        // A step after the start, so that what other silos have found is known by then.
        using var timer = new PeriodicTimer(Step, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ProbeAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.ProbeFailed(exception);
            }
        }
    }

    private bool IsDue(NumberCredential credential)
    {
        var known = board.FindingOf(credential);
        var latest = asked.TryGetValue(credential.Name, out var before) && before.Token == credential.Token!.Fingerprint && before.At > known.At ? before.At : known.At;
        var interval = options.Value.ProbeInterval;
        return time.GetUtcNow() - latest >= (known.State is CredentialState.Rejected && interval > AfterRefusal ? AfterRefusal : interval);
    }

    private async Task ProbeAsync(string number, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.AttemptTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{options.Value.AddressOf(number)}?fields=id"));
        request.Options.Set(AccessTokenHandler.BusinessNumber, number);
        try
        {
            using var response = await clients.CreateClient(CloudApiReplySender.ClientName).SendAsync(request, linked.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The channel cannot be asked now. That says nothing about the token.
        }
    }
}
