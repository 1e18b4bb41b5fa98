namespace OrleansFailover.Grains.Scripts;

/// <summary>Which scripts there are and which conversation follows which. Section <c>Scripts</c>; the same in every region.</summary>
public sealed class ScriptOptions
{
    public const string Section = "Scripts";

    /// <summary>
    /// The folder of the JSON scripts: every <c>*.json</c> in it but <c>*.schema.json</c>. A relative folder is looked for in the content
    /// root, then beside the program. Default <c>scripts</c>; empty: no JSON scripts, only those written in C#.
    /// </summary>
    public string Folder { get; set; } = "scripts";

    /// <summary>The name of the script for every business number that <see cref="ByBusinessNumber"/> does not name. May be left empty when there is exactly one script.</summary>
    public string Default { get; set; } = "";

    /// <summary>The name of the script by the channel's id of the business number. Default: empty.</summary>
    public IDictionary<string, string> ByBusinessNumber { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
