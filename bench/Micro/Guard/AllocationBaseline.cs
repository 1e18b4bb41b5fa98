using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansFailover.Micro.Guard;

/// <summary>The bytes that each operation may allocate, as they were counted when the file was written.</summary>
internal sealed class AllocationBaseline(IReadOnlyDictionary<string, long> bytes)
{
    /// <summary>A count may differ by this share of its baseline …</summary>
    public const double Share = 0.03;

    /// <summary>… and by so many bytes beside it: less than one object of a few fields.</summary>
    public const long Slack = 40;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyDictionary<string, long> Bytes => bytes;

    public static AllocationBaseline Read(string file) => new(JsonSerializer.Deserialize<SortedDictionary<string, long>>(File.ReadAllText(file))!);

    public static void Write(string file, IEnumerable<KeyValuePair<string, long>> counts) => File.WriteAllText(
        file, JsonSerializer.Serialize(new SortedDictionary<string, long>(counts.ToDictionary(), StringComparer.Ordinal), Indented).ReplaceLineEndings("\n") + "\n");

    public AllocationVerdict Judge(string operation, long counted)
    {
        if (!bytes.TryGetValue(operation, out var expected))
        {
            return AllocationVerdict.Unknown;
        }

        var tolerance = (long)(expected * Share) + Slack;
        return counted > expected + tolerance ? AllocationVerdict.More
            : counted < expected - tolerance ? AllocationVerdict.Less
            : AllocationVerdict.Same;
    }
}
