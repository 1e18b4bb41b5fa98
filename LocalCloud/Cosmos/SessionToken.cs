using System.Globalization;
using System.Text;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>
/// The vector form of a session token: <c>0:1#300#0=100#1=200</c> stands for partition range 0, version 1 of the list of regions, the
/// global number, and the last write seen of each region.
/// </summary>
internal static class SessionToken
{
    private const char Range = '0';
    private const char Version = '1';

    public static string Format(ReadOnlySpan<long> progress)
    {
        long global = 0;
        foreach (var value in progress)
        {
            global += value;
        }

        var text = new StringBuilder(64).Append(Range).Append(':').Append(Version).Append('#').Append(CultureInfo.InvariantCulture, $"{global}");
        for (var region = 0; region < progress.Length; region++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#{region}={progress[region]}");
        }

        return text.ToString();
    }

    /// <summary>Reads the writes of each region that a reader must see.</summary>
    /// <returns>False when the text is not a token of this account.</returns>
    public static bool TryParse(ReadOnlySpan<char> token, Span<long> required)
    {
        required.Clear();
        foreach (var part in token.Split(','))
        {
            var one = token[part].Trim();
            var colon = one.IndexOf(':');
            if (colon < 0)
            {
                return false;
            }

            if (colon == 1 && one[0] == Range && !TryParseProgress(one[(colon + 1)..], required))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryParseProgress(ReadOnlySpan<char> text, Span<long> required)
    {
        var position = 0;
        foreach (var part in text.Split('#'))
        {
            // The first two numbers are the version and the global number: the regions' own numbers say all that they say.
            if (position++ < 2)
            {
                continue;
            }

            var segment = text[part];
            var equals = segment.IndexOf('=');
            if (equals < 0
                || !int.TryParse(segment[..equals], NumberStyles.None, CultureInfo.InvariantCulture, out var region)
                || !long.TryParse(segment[(equals + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sequence)
                || region >= required.Length)
            {
                return false;
            }

            required[region] = Math.Max(required[region], sequence);
        }

        return position >= 2;
    }
}
