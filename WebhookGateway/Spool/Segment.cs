using System.Globalization;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>One file of a lane. Its state belongs to the <see cref="SegmentTable"/>.</summary>
internal sealed class Segment(string directory, long number)
{
    public const string Extension = ".spool";
    public const string DamagedExtension = ".damaged";

    /// <summary>Rises over the life of a lane, also over restarts.</summary>
    public long Number => number;

    public string Path { get; } = System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{number:D20}{Extension}"));

    /// <summary>Where it is kept when it is damaged.</summary>
    public string DamagedPath => Path + DamagedExtension;

    /// <summary>The bytes that are flushed; what stands behind them does not count.</summary>
    public long Length { get; set; }

    /// <summary>True while a write is under way.</summary>
    public bool Busy { get; set; }

    /// <summary>The number in the name of a segment or of a damaged one; null for any other file.</summary>
    public static long? NumberOf(string path)
    {
        var name = System.IO.Path.GetFileName(path.AsSpan());
        var dot = name.IndexOf('.');
        var isOne = dot > 0 && (name[dot..] is Extension || name[dot..] is Extension + DamagedExtension);
        return isOne && long.TryParse(name[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
