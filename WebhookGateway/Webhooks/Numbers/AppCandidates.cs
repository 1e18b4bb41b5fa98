using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.WebhookGateway.Webhooks.Numbers;

/// <summary>Which apps a webhook may be signed by: that of its path, else that of the number it names, else any.</summary>
internal static class AppCandidates
{
    /// <param name="table">The business numbers.</param>
    /// <param name="app">The app that the path names; null for <c>/webhook</c>.</param>
    /// <param name="body">The body, not verified yet.</param>
    /// <returns>Null when the path names an app that there is not.</returns>
    public static IReadOnlyList<ChannelApp>? Of(BusinessNumberTable table, string? app, ReadOnlySpan<byte> body)
    {
        if (app is not null)
        {
            return table.FindApp(app) is { } named ? [named] : null;
        }

        return table.Apps.Count > 1
            && NumberHint.Of(body) is { } number
            && table.Find(ChannelNames.WhatsApp, number)?.App is { } owner
            && table.FindApp(owner) is { } found
                ? [found]
                : table.Apps;
    }
}
