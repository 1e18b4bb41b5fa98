using System.Text.Json;

namespace OrleansFailover.Load.Results;

/// <summary>What one stage measured, as it is kept until the page is written.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Quick">Whether it only showed that it works.</param>
/// <param name="Commit">What was measured.</param>
/// <param name="Date">When, <c>yyyy-MM-dd</c>.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Rows">Its lines.</param>
internal sealed record StageResult(string Stage, bool Quick, string Commit, string Date, double Seconds, IReadOnlyList<Row> Rows)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(FileOf(folder, Stage), JsonSerializer.Serialize(this, Indented));
    }

    /// <returns>Null when the stage was not run.</returns>
    public static StageResult? Read(string folder, string stage) =>
        File.Exists(FileOf(folder, stage)) ? JsonSerializer.Deserialize<StageResult>(File.ReadAllText(FileOf(folder, stage))) : null;

    private static string FileOf(string folder, string stage) => Path.Combine(folder, $"{stage}.json");
}
