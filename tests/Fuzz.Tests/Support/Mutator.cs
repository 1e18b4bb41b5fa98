using System.Text;

namespace OrleansFailover.Fuzz.Tests.Support;

/// <summary>Makes bad input of good input. The same random numbers make the same.</summary>
internal static class Mutator
{
    private const int MostChanges = 8;
    private const int MostBytes = 256 * 1024;

    // What parsers of JSON, of lengths and of numbers stumble over.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "null", "true", "5", "-1", "1e5", "1e999", "-1e999", "\"a/b\"", "{\"id\":1}", "\"\\udc00\\ud800\":1,", "\u00ff", "-0", "18446744073709551616", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[[[[[[[", "{\"a\":", ",", "\"v\":99", "2999-99-99T99:99:99Z", "\u2028", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0x7f], [0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0],
    ];

    /// <summary>A changed copy.</summary>
    /// <param name="other">Another good input, of which parts may be taken.</param>
    public static byte[] Change(byte[] input, byte[] other, Random random)
    {
        var bytes = new List<byte>(input);
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            Change(bytes, other, random);
        }

        return bytes.Count > MostBytes ? [.. bytes.Take(MostBytes)] : [.. bytes];
    }

    private static void Change(List<byte> bytes, byte[] other, Random random)
    {
        var place = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 64), bytes.Count - place);
        switch (random.Next(9))
        {
            case 0 when place < bytes.Count:
                bytes[place] = (byte)random.Next(256);
                break;
            case 1 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(place, length);
                break;
            case 3:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 4:
                bytes.InsertRange(place, Tokens[random.Next(Tokens.Length)]);
                break;
            case 5:
                var token = Tokens[random.Next(Tokens.Length)];
                bytes.RemoveRange(place, Math.Min(token.Length, bytes.Count - place));
                bytes.InsertRange(place, token);
                break;
            case 6:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 7:
                ReplaceValue(bytes, place, Tokens[random.Next(Tokens.Length)]);
                break;
            case 8 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(place, other.AsSpan(from, Math.Min(random.Next(1, 256), other.Length - from)).ToArray());
                break;
        }
    }

    // What stands between a colon and the next comma or closing bracket.
    private static void ReplaceValue(List<byte> bytes, int place, byte[] token)
    {
        var colon = bytes.FindIndex(place, value => value == ':');
        if (colon < 0)
        {
            return;
        }

        var end = bytes.FindIndex(colon + 1, value => value is (byte)',' or (byte)'}' or (byte)']');
        bytes.RemoveRange(colon + 1, (end < 0 ? bytes.Count : end) - colon - 1);
        bytes.InsertRange(colon + 1, token);
    }
}
