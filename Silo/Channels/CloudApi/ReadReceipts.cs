using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Silo.Channels.CloudApi.Wire;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>
/// Shows messages as read. A courtesy: tried once, within a bound, and left out when too many are under way. Whether the channel counts it against
/// the number's pace is not settled, so it is not sent while the number's lane is closed.
/// </summary>
internal sealed class ReadReceipts(
    IHttpClientFactory clients, IOptions<CloudApiOptions> options, CloudApiLanes lanes, CloudApiMetrics metrics, TimeProvider time) : IDisposable
{
    private const int MaxUnderWay = 32;

    private readonly SemaphoreSlim places = new(MaxUnderWay);

    /// <summary>Completes when the turn may go on: with a typing indicator that has been shown (it must not come behind the reply), else at once.</summary>
    public Task ShowAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken)
    {
        var acknowledge = options.Value.Acknowledge;
        if (acknowledge == Acknowledgement.Nothing)
        {
            return Task.CompletedTask;
        }

        if (!lanes.Lanes.IsOpen(conversation) || !places.Wait(0, CancellationToken.None))
        {
            metrics.Acknowledged("left-out");
            return Task.CompletedTask;
        }

        // Not on the grain's scheduler: its turn goes on meanwhile.
        var shown = Task.Run(() => PostAsync(conversation, message, acknowledge == Acknowledgement.ReadAndTyping, cancellationToken), CancellationToken.None);
        return acknowledge == Acknowledgement.ReadAndTyping ? shown : Task.CompletedTask;
    }

    public void Dispose() => places.Dispose();

    private async Task PostAsync(ConversationId conversation, MessageId message, bool typing, CancellationToken cancellationToken)
    {
        try
        {
            using var deadline = new CancellationTokenSource(options.Value.AcknowledgeBound, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(
                new ReadRequest(message.Value, typing ? new TypingIndicator() : null), CloudApiJsonContext.Default.ReadRequest));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{options.Value.AddressOf(conversation.BusinessNumberId)}/messages")) { Content = content };
            request.Options.Set(AccessTokenHandler.BusinessNumber, conversation.BusinessNumberId);
            using var response = await clients.CreateClient(CloudApiReplySender.ClientName).SendAsync(request, linked.Token);
            metrics.Acknowledged(response.IsSuccessStatusCode ? "shown" : "refused");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            metrics.Acknowledged("failed");
        }
        finally
        {
            places.Release();
        }
    }
}
