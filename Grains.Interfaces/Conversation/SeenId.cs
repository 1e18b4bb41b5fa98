using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The form in which a state remembers an applied event: 128 bits of SHA-256 over the id, in base64url (22 characters).</summary>
public static class SeenId
{
    public static string Of(MessageId id) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value)).AsSpan(0, 16));

    /// <summary>
    /// Those of some ids that are remembered: the ones of the window before the newest, and of them the newest so many. Ids of one time count in their ordinal order.
    /// </summary>
    /// <param name="ids">With their channel time in milliseconds.</param>
    /// <param name="most">How many are remembered at most.</param>
    public static ImmutableSortedDictionary<string, long> Remembered(ImmutableSortedDictionary<string, long> ids, TimeSpan window, int most)
    {
        if (ids.IsEmpty)
        {
            return ids;
        }

        long oldest = long.MaxValue, newest = long.MinValue;
        foreach (var time in ids.Values)
        {
            oldest = Math.Min(oldest, time);
            newest = Math.Max(newest, time);
        }

        var from = newest - (long)window.TotalMilliseconds;
        if (oldest < from)
        {
            ids = ids.RemoveRange(ids.Where(id => id.Value < from).Select(id => id.Key));
        }

        return ids.Count <= most
            ? ids
            : ids.RemoveRange(ids.OrderBy(id => id.Value).ThenBy(id => id.Key, StringComparer.Ordinal).Take(ids.Count - most).Select(id => id.Key));
    }
}
