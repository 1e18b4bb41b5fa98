using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>Compares a token with those of apps; all of them are compared, whichever is right.</summary>
internal static class VerifyTokens
{
    public static bool Accepts(IReadOnlyList<ChannelApp> apps, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return false;
        }

        var accepted = false;
        foreach (var app in apps)
        {
            accepted |= app.AcceptsVerifyToken(token);
        }

        return accepted;
    }
}
