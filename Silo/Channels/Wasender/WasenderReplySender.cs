using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Channels.Lanes;
using OrleansFailover.Silo.Channels.Wasender.Wire;

namespace OrleansFailover.Silo.Channels.Wasender;

/// <summary>
/// Sends replies through a linked session of WASenderApi. The channel documents no key that makes a second send of one message harmless, and echoes nothing of
/// ours in its statuses: a reply whose send has no known outcome is in doubt, and sent again after <c>Conversation:DoubtBound</c> unless a newer one took its
/// place. Its id goes along in <c>Idempotency-Key</c> all the same: should the channel heed it one day, such a reply goes once. Never throws for a failed send.
/// Safe for concurrent use.
/// </summary>
internal sealed class WasenderReplySender : IReplySender
{
    public const string ClientName = "wasender";
    public const string IdHeader = "Idempotency-Key";

    // One message after another to the same user is no limit of its own here: the session's pace is far below it.
    private const int NoPairLimit = 45;

    private static readonly TimeSpan ThrottleWait = TimeSpan.FromSeconds(5);

    private readonly IHttpClientFactory clients;
    private readonly IBusinessNumbers numbers;
    private readonly CredentialBoard board;
    private readonly WasenderOptions options;
    private readonly SendLanes lanes;
    private readonly TimeProvider time;

    public WasenderReplySender(
        IHttpClientFactory clients, IBusinessNumbers numbers, CredentialBoard board, IOptions<WasenderOptions> options, TimeProvider time, LaneMetrics metrics, ILogger<SendLanes> logger)
    {
        (this.clients, this.numbers, this.board, this.options, this.time) = (clients, numbers, board, options.Value, time);
        lanes = new SendLanes(
            new LaneLimits
            {
                Channel = ChannelNames.Wasender,
                PairBurst = NoPairLimit,
                PairInterval = TimeSpan.FromMilliseconds(1),
                NumberBurst = 1,
                NumberInterval = this.options.SendInterval,
                NumberRetryDelay = ThrottleWait,
                PauseInterval = this.options.PauseInterval,
            },
            time, metrics, logger);
    }

    public async Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (string.IsNullOrEmpty(reply.Address.Phone) && string.IsNullOrEmpty(reply.Address.UserId))
        {
            return new(SendOutcome.Rejected, Reason: "no-recipient");
        }

        if (SendLimits.Complaint(reply.Content) is { } complaint)
        {
            return new(SendOutcome.Rejected, Reason: complaint);
        }

        if (WasenderForm.Of(reply) is not { } message)
        {
            return new(SendOutcome.Rejected, Reason: "no-form-in-channel");
        }

        if (numbers.Current.Find(ChannelNames.Wasender, reply.Conversation.BusinessNumberId) is not { Token: { } token } number)
        {
            return new(SendOutcome.NotSent, Reason: "no-session", RetryAfter: options.PauseInterval);
        }

        var admission = lanes.Enter(reply.Conversation, number.Name, token.Fingerprint);
        while (!admission.MayGo)
        {
            if (admission.Wait > options.LongestPace || cancellationToken.IsCancellationRequested)
            {
                return new(SendOutcome.NotSent, Reason: admission.Reason, RetryAfter: admission.Wait);
            }

            await Task.Delay(admission.Wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            admission = lanes.Enter(reply.Conversation, number.Name, token.Fingerprint);
        }

        return await PostAsync(reply, message, number, token, cancellationToken);
    }

    private async Task<SendResult> PostAsync(OutboundReply reply, SendMessage message, BusinessNumber number, AccessToken token, CancellationToken cancellationToken)
    {
        using var content = new TrackedContent(JsonSerializer.SerializeToUtf8Bytes(message, WasenderJsonContext.Default.SendMessage));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/api/send-message")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        request.Headers.TryAddWithoutValidation(IdHeader, reply.ReplyId);
        using var deadline = new CancellationTokenSource(options.AttemptTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, linked.Token);
            var answer = WasenderAnswer.Parse(await response.Content.ReadAsByteArrayAsync(linked.Token));
            return Learn(reply.Conversation, number, token, response, answer);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return FailurePolicy.Decide(exception, content.WasHandedOver, cancellationToken.IsCancellationRequested).Result;
        }
    }

    private SendResult Learn(ConversationId conversation, BusinessNumber number, AccessToken token, HttpResponseMessage response, WasenderAnswer answer)
    {
        var status = (int)response.StatusCode;
        var reason = string.Create(CultureInfo.InvariantCulture, $"http-{status}");
        switch (status)
        {
            case >= 200 and < 300 when !answer.IsAnswer:
                // Whatever answered, the channel may have the message.
                return new(SendOutcome.Unknown, Reason: "no-answer");
            case >= 200 and < 300 when !answer.Refuses:
                lanes.Accepted(conversation, number.Name);
                board.Record(new(number.Name, number.Id, token), CredentialState.Accepted);
                if (Remaining(response) is { } rest)
                {
                    lanes.NumberClosed(conversation, rest, "rate-limit");
                }

                return new(SendOutcome.Accepted, answer.MessageId);
            case (int)HttpStatusCode.TooManyRequests:
                if ((answer.RetryAfter ?? RetryAfter(response)) is { } wait)
                {
                    lanes.NumberClosed(conversation, wait, reason);
                }
                else
                {
                    lanes.NumberRefused(conversation, reason);
                }

                return new(SendOutcome.NotSent, Reason: reason, RetryAfter: lanes.Look(conversation));
            case (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.PaymentRequired or (int)HttpStatusCode.Forbidden:
                lanes.Blocked(conversation, number.Name, reason, token.Fingerprint);
                if (status == (int)HttpStatusCode.Unauthorized)
                {
                    // The key that is configured here; the other region may have another. An account that is not paid for or locked is so everywhere.
                    board.Record(new(number.Name, number.Id, token), CredentialState.Rejected, reason);
                }

                return new(SendOutcome.NotSent, Reason: reason, RetryAfter: lanes.Look(conversation));
            case >= 500 or (int)HttpStatusCode.RequestTimeout:
                return new(SendOutcome.Unknown, Reason: reason);
            default:
                return LearnRefusal(conversation, number, token, status, answer);
        }
    }

    // How the channel refuses when the session is logged out is not documented. A refusal that speaks of the session is none of the message: the message is
    // kept, and the session paused. So is a refusal whose status does not say that it is for good: to try once more costs little, a lost reply much.
    private SendResult LearnRefusal(ConversationId conversation, BusinessNumber number, AccessToken token, int status, WasenderAnswer answer)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"http-{status}");
        if (answer.NamesSession)
        {
            lanes.Blocked(conversation, number.Name, $"{reason}-session", token.Fingerprint);
            return new(SendOutcome.NotSent, Reason: $"{reason}-session", RetryAfter: lanes.Look(conversation));
        }

        return IsFinal(status)
            ? new(SendOutcome.Rejected, Reason: reason)
            : new(SendOutcome.NotSent, Reason: status < 300 ? "refused" : reason, RetryAfter: answer.RetryAfter ?? options.PauseInterval);
    }

    private static bool IsFinal(int status) => (HttpStatusCode)status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
        or HttpStatusCode.NotAcceptable or HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestUriTooLong
        or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => WasenderAnswer.WaitOf(delta.TotalSeconds),
        { Date: { } date } => WasenderAnswer.WaitOf((date - time.GetUtcNow()).TotalSeconds),
        _ => null,
    };

    // X-RateLimit-Remaining: 0 and X-RateLimit-Reset: <unix seconds, or seconds from now>. The channel's page says both: a small number is a wait.
    private TimeSpan? Remaining(HttpResponseMessage response)
    {
        if (Header(response, "X-RateLimit-Remaining") is not 0 || Header(response, "X-RateLimit-Reset") is not { } reset)
        {
            return null;
        }

        var wait = reset > 1_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow() : TimeSpan.FromSeconds(reset);
        return wait > TimeSpan.Zero && wait <= TimeSpan.FromHours(1) ? wait : null;
    }

    private static long? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000_000_000
            ? number
            : null;
}
