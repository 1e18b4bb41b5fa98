using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Credentials;
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
    IHttpClientFactory clients, IBusinessNumbers numbers, CredentialBoard board, IOptions<CloudApiOptions> options,
    ResiliencePipelineProvider<string> pipelines, CloudApiMetrics metrics, TimeProvider time, ILogger<CloudApiReplySender> logger) : IReplySender
{
    public const string ClientName = "cloud-api";

    private readonly ResiliencePipeline<Attempt> pipeline = pipelines.GetPipeline<Attempt>(SendPipeline.Name);

    public async Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (!SendRequestFactory.HasRecipient(reply.Address))
        {
            return new(SendOutcome.Rejected, Reason: "no-recipient");
        }

        if (numbers.Current.CredentialOf(reply.Conversation.Channel, reply.Conversation.BusinessNumberId) is { Token: null } credential)
        {
            board.Record(credential, CredentialState.Missing);
            logger.NoAccessToken(reply.Conversation);
            return new(SendOutcome.NotSent, Reason: "no-access-token");
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            SendRequestFactory.Create(reply, options.Value.QuoteMessage), CloudApiJsonContext.Default.SendRequest);
        var attempt = await SendAsync(reply, body, cancellationToken);
        if (attempt is { Result: { Outcome: SendOutcome.NotSent }, NeedsAttention: true })
        {
            logger.AccountNeedsAttention(reply.Conversation, reply.ReplyId, attempt.Result.Reason);
        }

        return attempt.Result;
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
