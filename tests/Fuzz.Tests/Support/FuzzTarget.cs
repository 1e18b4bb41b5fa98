namespace OrleansFailover.Fuzz.Tests.Support;

/// <summary>A parser of bytes from outside.</summary>
/// <param name="Name">The folder of its corpus.</param>
/// <param name="Read">Reads bytes. It throws what the parser may not throw, or when what was read is not whole.</param>
/// <param name="Made">Good inputs that are made by the program itself, beside those of the corpus.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Read, params byte[][] Made)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>Every good input, and every one that once broke something.</summary>
    public IReadOnlyList<byte[]> Corpus()
    {
        var folder = Path.Combine(Folder, Name);
        return [.. Made, .. Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : []];
    }
}
