using System.Text;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Turns byte offsets that only grow into lines and columns, in one pass over the bytes.</summary>
internal ref struct PlaceFinder(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> bytes = utf8;
    private int lineStart;
    private int seen;
    private int line = 1;

    /// <summary>Line and column of a byte, both from 1; columns count characters, not bytes.</summary>
    public (int Line, int Column) At(long offset)
    {
        var end = (int)offset;
        for (; seen < end; seen++)
        {
            if (bytes[seen] == (byte)'\n')
            {
                line++;
                lineStart = seen + 1;
            }
        }

        return (line, Encoding.UTF8.GetCharCount(bytes[lineStart..end]) + 1);
    }
}
