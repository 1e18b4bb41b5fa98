namespace OrleansFailover.Grains.Scripts;

/// <summary>The words that are no answers but wishes. An empty list switches a wish off.</summary>
internal sealed record ScriptWords(IReadOnlyList<string> Back, IReadOnlyList<string> Restart, IReadOnlyList<string> Help)
{
    public static ScriptWords Standard { get; } = new(["back"], ["restart"], ["help", "?"]);

    public IEnumerable<string> All => [.. Back, .. Restart, .. Help];

    public static bool Match(IReadOnlyList<string> words, string? text) =>
        text is not null && (words.Contains(text, StringComparer.OrdinalIgnoreCase)
            || words.Contains(text.TrimEnd('.', '!'), StringComparer.OrdinalIgnoreCase));
}
