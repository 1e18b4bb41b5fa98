using System.Text.RegularExpressions;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Telemetry;

/// <summary>
/// Finds the keys of conversations in texts of libraries. Orleans writes the id of a grain into what it logs, such as
/// <c>Error from storage provider … for grain conversation/whatsapp/106540352242922/491701234567(null)</c>.
/// </summary>
internal static partial class ConversationKeys
{
    /// <summary>The text with a pseudonym in the place of each key; the same instance when it has none.</summary>
    public static string Hide(string text) =>
        text.Contains('/', StringComparison.Ordinal) ? Key().Replace(text, match => ConversationId.Parse(match.Groups["key"].Value).ToString()) : text;

    // A user's part is a number, a business-scoped id, a mask, or what a linked session calls a group.
    [GeneratedRegex(@"(?:\bconversation/)?(?<key>\b(?:whatsapp|wasender)/[\w.\-]+/[\w.~@:+\-]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
