using System.Globalization;
using System.Net;
using OrleansFailover.Silo.Channels.CloudApi.Wire;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>What an answer of the channel means. Decided by status and code; the channel's texts change.</summary>
internal static class ResponsePolicy
{
    private const int PairRateLimit = 131056;

    // The user's last message is more than 24 hours ago.
    private const int WindowClosed = 131047;

    // Too much at once: of a number, an account, an app. Which numbers share an account or an app is not configured here, so each number learns it
    // from its own refusal: a few requests more, and never a pause of a number that may send.
    private static readonly HashSet<int> Throttled = [4, 80007, 130429];

    // The service says that it did not take the request.
    private static readonly HashSet<int> Unavailable = [2, 131016, 133004];

    // The number is being upgraded, which takes about a minute: too long to wait for here.
    private const int Maintenance = 131057;

    // Token, permission, account, payment, spam: nothing is wrong with the reply, and it can go once somebody has acted.
    private static readonly HashSet<int> Blocked = [0, 3, 10, 190, 368, 131005, 131031, 131042, 131048];

    // The channel calls these unknown or internal errors. They do not say whether the message went out.
    private static readonly HashSet<int> Unclear = [1, 131000];

    public static Attempt Decide(HttpStatusCode status, SendResponse response)
    {
        var number = (int)status;
        if (number is >= 200 and < 300)
        {
            return response.Messages is [{ Id: { Length: > 0 } id }, ..] ? Attempt.Accepted(id) : Attempt.Unknown("no-message-id");
        }

        var code = response.Error?.Code;
        var reason = code?.ToString(CultureInfo.InvariantCulture) ?? string.Create(CultureInfo.InvariantCulture, $"http-{number}");
        return number switch
        {
            // The request went through a server that then failed: it may have been done.
            >= 500 or (int)HttpStatusCode.RequestTimeout => Attempt.Unknown(reason),
            // A redirect would carry the token elsewhere, so none is followed.
            < 400 => Attempt.NotSent(reason),
            _ => DecideRefusal(status, code, response.Error?.IsTransient == true, reason),
        };
    }

    private static Attempt DecideRefusal(HttpStatusCode status, int? code, bool isTransient, string reason) => code switch
    {
        PairRateLimit => Attempt.NotSent(reason, RetryAdvice.Pair),
        Maintenance => Attempt.NotSent(reason, RetryAdvice.Maintenance),
        WindowClosed => Attempt.OutsideWindow(reason),
        { } known when Throttled.Contains(known) => Attempt.NotSent(reason, RetryAdvice.Number),
        { } known when Unavailable.Contains(known) => Attempt.NotSent(reason, RetryAdvice.Soon),
        { } known when Blocked.Contains(known) || known is >= 200 and <= 299 => Attempt.Blocked(reason),
        { } known when Unclear.Contains(known) => Attempt.Unknown(reason),
        _ when status == HttpStatusCode.TooManyRequests => Attempt.NotSent(reason, RetryAdvice.Number),
        _ when isTransient => Attempt.NotSent(reason, RetryAdvice.Soon),
        _ when status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Attempt.Blocked(reason),
        _ => Attempt.Rejected(reason),
    };
}
