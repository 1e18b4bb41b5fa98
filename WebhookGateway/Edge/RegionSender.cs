using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>Sends a webhook to one region, and tells the table when the way there is broken.</summary>
internal sealed class RegionSender(RegionTable regions, EdgeHttp http, IOptions<EdgeOptions> options, TimeProvider timeProvider)
{
    private readonly TimeSpan timeout = options.Value.AttemptTimeout;

    /// <summary>Never throws; the response, if any, is the caller's to dispose.</summary>
    public async Task<AttemptResult> SendAsync(HttpRequest original, RequestBody body, EdgeStep step, CancellationToken cancellationToken)
    {
        var region = regions.Views[step.Region];
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var span = CrossingTraces.Send(region.Name, step.Reason);
        using var request = Compose(original, body, region.Address, step.Reason);
        span.Carry(request);
        try
        {
            var response = await http.Webhooks.SendAsync(request, linked.Token);
            return new(OutcomeOf((int)response.StatusCode), response);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            regions.Observe(step.Region, RegionObservation.ConnectionFailed, $"webhook: {exception.HttpRequestError}");
            return new(AttemptOutcome.Unreachable, null);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !linked.IsCancellationRequested)
        {
            // The handler's own bound on connecting comes as a cancellation.
            regions.Observe(step.Region, RegionObservation.ConnectionFailed, "webhook: no connection in time");
            return new(AttemptOutcome.Unreachable, null);
        }
        catch (OperationCanceledException)
        {
            return new(AttemptOutcome.Failed, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            regions.Observe(step.Region, RegionObservation.ConnectionFailed, "webhook: connection broke");
            return new(AttemptOutcome.Broken, null);
        }
    }

    private static HttpRequestMessage Compose(HttpRequest original, RequestBody body, Uri address, string? reason)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Parse(original.Method), new Uri(address, string.Create(CultureInfo.InvariantCulture, $"{original.Path.ToUriComponent()}{original.QueryString.Value}")));
        if (!HttpMethods.IsGet(original.Method))
        {
            request.Content = new ReadOnlyMemoryContent(body.Bytes);
        }

        HeaderCopy.Copy(original.Headers, request);
        if (reason is not null)
        {
            request.Headers.TryAddWithoutValidation(FailoverHeaders.Count, "1");
            request.Headers.TryAddWithoutValidation(FailoverHeaders.Reason, reason);
        }

        return request;
    }

    private static AttemptOutcome OutcomeOf(int status) => status switch
    {
        >= 200 and < 300 => AttemptOutcome.Taken,
        StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status413PayloadTooLarge =>
            AttemptOutcome.Refused,
        _ => AttemptOutcome.Failed,
    };
}
