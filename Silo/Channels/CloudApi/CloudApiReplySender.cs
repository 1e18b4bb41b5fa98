using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Silo.Channels.CloudApi.Wire;
using Polly;
using Polly.Registry;
using Polly.Timeout;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>
/// Sends replies through the WhatsApp Cloud API. That has no idempotency key, so a request that may have arrived is never repeated here; its
/// reply id travels in <c>biz_opaque_callback_data</c> and comes back in the delivery status. Never throws for a failed send, a cancelled
/// one included: the outcome says what is known. Safe for concurrent use.
/// </summary>
internal sealed class CloudApiReplySender(
    IHttpClientFactory clients, IBusinessNumbers numbers, CredentialBoard board, IOptions<CloudApiOptions> options, CloudApiLanes lanes, ReadReceipts receipts,
    ResiliencePipelineProvider<string> pipelines, CloudApiMetrics metrics, TimeProvider time, ILogger<CloudApiReplySender> logger) : IReplySender
{
    public const string ClientName = "cloud-api";

    private static readonly TimeSpan MaintenancePause = TimeSpan.FromMinutes(1);

    private readonly ResiliencePipeline<Attempt> pipeline = pipelines.GetPipeline<Attempt>(SendPipeline.Name);

    public async Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (!SendRequestFactory.HasRecipient(reply.Address))
        {
            return new(SendOutcome.Rejected, Reason: "no-recipient");
        }

        if (SendLimits.Complaint(reply.Content) is { } complaint)
        {
            return new(SendOutcome.Rejected, Reason: complaint);
        }

        // The channel often takes such a reply, and only its status says later that it failed. So nothing is left to the channel here.
        if (reply.Content.Kind != OutboundKind.Template && reply.LastHeard is { } heard && time.GetUtcNow() - heard >= options.Value.ReplyWindow)
        {
            return new(SendOutcome.OutsideWindow, Reason: "window-closed");
        }

        var credential = numbers.Current.CredentialOf(reply.Conversation.Channel, reply.Conversation.BusinessNumberId);
        if (credential.Token is null)
        {
            board.Record(credential, CredentialState.Missing);
            logger.NoAccessToken(reply.Conversation);
            return new(SendOutcome.NotSent, Reason: "no-access-token", RetryAfter: options.Value.PauseInterval);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            SendRequestFactory.Create(reply, options.Value.QuoteMessage), CloudApiJsonContext.Default.SendRequest);
        return await SendInLaneAsync(reply, body, credential, cancellationToken);
    }

    public Task AcknowledgeAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken) =>
        receipts.ShowAsync(conversation, message, cancellationToken);

    // A wait that a turn can bear is waited for here. A longer one is the conversation's: nobody else waits behind it, in any case.
    private async Task<SendResult> SendInLaneAsync(OutboundReply reply, byte[] body, NumberCredential credential, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        string? refused = null;
        for (var attempts = 0; ;)
        {
            var admission = lanes.Lanes.Enter(reply.Conversation, credential.Name, credential.Token!.Fingerprint);
            if (!admission.MayGo)
            {
                if (admission.Wait > options.Value.LongestPace || time.GetElapsedTime(started) + admission.Wait >= options.Value.TotalTimeout
                    || !await WaitAsync(admission.Wait, cancellationToken))
                {
                    return new(SendOutcome.NotSent, Reason: refused ?? admission.Reason, RetryAfter: admission.Wait);
                }

                continue;
            }

            var attempt = await SendAsync(reply, body, cancellationToken);
            Learn(reply, attempt, credential);
            if (attempt.Retry is not (RetryAdvice.Pair or RetryAdvice.Number) || attempts++ >= options.Value.MaxRetries)
            {
                return attempt.NeedsAttention || attempt.Retry is RetryAdvice.Pair or RetryAdvice.Number or RetryAdvice.Maintenance
                    ? attempt.Result with { RetryAfter = lanes.Lanes.Look(reply.Conversation) }
                    : attempt.Result;
            }

            refused = attempt.Result.Reason;
        }
    }

    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Learn(OutboundReply reply, Attempt attempt, NumberCredential credential)
    {
        var reason = attempt.Result.Reason ?? "unknown";
        switch (attempt)
        {
            case { Result.Outcome: SendOutcome.Accepted }:
                lanes.Lanes.Accepted(reply.Conversation, credential.Name);
                break;
            case { NeedsAttention: true }:
                // The token that was refused is the newest one: the handler has tried others before.
                lanes.Lanes.Blocked(
                    reply.Conversation, credential.Name, reason,
                    numbers.Current.CredentialOf(reply.Conversation.Channel, reply.Conversation.BusinessNumberId).Token?.Fingerprint);
                break;
            case { Retry: RetryAdvice.Pair }:
                lanes.Lanes.PairRefused(reply.Conversation);
                break;
            case { Retry: RetryAdvice.Number }:
                lanes.Lanes.NumberRefused(reply.Conversation, reason);
                break;
            case { Retry: RetryAdvice.Maintenance }:
                lanes.Lanes.NumberClosed(reply.Conversation, MaintenancePause, reason);
                break;
        }
    }

    private async Task<Attempt> SendAsync(OutboundReply reply, byte[] body, CancellationToken cancellationToken)
    {
        var last = Attempt.NotSent("timeout");
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(SendPipeline.Reply, reply);
        context.Properties.Set(SendPipeline.Started, time.GetTimestamp());
        try
        {
            return await pipeline.ExecuteAsync(
                async run => last = await TryAsync(reply, body, run.CancellationToken, cancellationToken), context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutRejectedException)
        {
            // Cut off while it waited for a retry: what the last attempt showed still holds.
            return last;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Attempt> TryAsync(
        OutboundReply reply, byte[] body, CancellationToken timeout, CancellationToken callerToken)
    {
        var started = time.GetTimestamp();
        using var content = new TrackedContent(body);
        Attempt attempt;
        try
        {
            attempt = await PostAsync(reply, content, timeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            attempt = FailurePolicy.Decide(exception, content.WasHandedOver, callerToken.IsCancellationRequested);
        }

        metrics.RequestEnded(time.GetElapsedTime(started), attempt.Result.Outcome);
        return attempt;
    }

    private async Task<Attempt> PostAsync(OutboundReply reply, TrackedContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(reply)) { Content = content };
        request.Options.Set(AccessTokenHandler.BusinessNumber, reply.Conversation.BusinessNumberId);
        using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return ResponsePolicy.Decide(response.StatusCode, SendResponse.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
    }

    private Uri AddressOf(OutboundReply reply) => new($"{options.Value.AddressOf(reply.Conversation.BusinessNumberId)}/messages");
}
