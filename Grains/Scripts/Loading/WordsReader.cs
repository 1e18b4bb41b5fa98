namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads the words for "back", "restart" and "help".</summary>
internal static class WordsReader
{
    public static ScriptWords Read(ObjectReader script)
    {
        if (script.Find("words") is not { } node)
        {
            return ScriptWords.Standard;
        }

        var reader = new ObjectReader(node, script.Problems, ScriptMembers.Words);
        var words = new ScriptWords(
            ReadOne(reader, "back", ScriptWords.Standard.Back),
            ReadOne(reader, "restart", ScriptWords.Standard.Restart),
            ReadOne(reader, "help", ScriptWords.Standard.Help));
        foreach (var twice in words.All.GroupBy(word => word, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            script.Problems.Add(node, $"The word \"{twice.Key}\" is here twice; each word has one meaning.");
        }

        return words;
    }

    private static IReadOnlyList<string> ReadOne(ObjectReader reader, string name, IReadOnlyList<string> standard) =>
        reader.Find(name) is null
            ? standard
            : [.. reader.Texts(name, ScriptLoader.MaxWordLength, ScriptLoader.MaxWords, mayBeEmpty: true).Select(word => word.Trim())];
}
