namespace OrleansFailover.Grains.Scripts;

/// <summary>Cuts a text into messages that the channel takes: a summary of long answers can be longer than one message.</summary>
internal static class LongText
{
    public static IEnumerable<string> Split(string text, int limit)
    {
        var rest = text.Trim();
        while (rest.Length > limit)
        {
            var end = EndOfPart(rest, limit);
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
        {
            yield return rest;
        }
    }

    // At a line's end if one is in the second half, else between words, else anywhere but inside a surrogate pair.
    private static int EndOfPart(string text, int limit)
    {
        var line = text.LastIndexOf('\n', limit, limit / 2);
        var space = line > 0 ? line : text.LastIndexOf(' ', limit, limit / 2);
        return space > 0 ? space : char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }
}
