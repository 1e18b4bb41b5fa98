using System.Text;

namespace OrleansFailover.Grains.Scripts;

/// <summary>A text with <c>{answer-id}</c> placeholders; <c>{{</c> and <c>}}</c> stand for braces.</summary>
internal sealed class Template
{
    /// <summary>An answer inside a question is cut to this length, so that the length of a question is known when the script loads.</summary>
    public const int ShownInQuestion = 60;

    private readonly IReadOnlyList<(string Text, bool IsPlaceholder)> parts;

    private Template(IReadOnlyList<(string Text, bool IsPlaceholder)> parts) => this.parts = parts;

    public IEnumerable<string> Placeholders => parts.Where(part => part.IsPlaceholder).Select(part => part.Text);

    /// <summary>The most characters it can have with answers of at most <see cref="ShownInQuestion"/>.</summary>
    public int MaxLengthInQuestion => parts.Sum(part => part.IsPlaceholder ? ShownInQuestion : part.Text.Length);

    /// <summary>Reads a text, or tells in <paramref name="problem"/> what is wrong with its braces.</summary>
    public static Template Parse(string text, out string? problem)
    {
        problem = null;
        var parts = new List<(string, bool)>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                literal.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is var end and > 0 && Identifiers.IsValid(text[(i + 1)..end]))
            {
                parts.Add((literal.ToString(), false));
                parts.Add((text[(i + 1)..end], true));
                literal.Clear();
                i = end;
            }
            else
            {
                problem = $"The '{text[i]}' at character {i + 1} belongs to no placeholder such as {{name}}; write '{text[i]}{text[i]}' for the character itself.";
                return new([(text, false)]);
            }
        }

        parts.Add((literal.ToString(), false));
        return new(parts);
    }

    public string Render(Func<string, string> show) =>
        string.Concat(parts.Select(part => part.IsPlaceholder ? show(part.Text) : part.Text));

    /// <summary>Renders with every answer cut to <see cref="ShownInQuestion"/>.</summary>
    public string RenderShort(Func<string, string> show) => Render(id => Cut(show(id)));

    private static string Cut(string shown)
    {
        if (shown.Length <= ShownInQuestion)
        {
            return shown;
        }

        // Never in the middle of a surrogate pair.
        var end = ShownInQuestion - 1;
        return string.Concat(shown.AsSpan(0, char.IsHighSurrogate(shown[end - 1]) ? end - 1 : end), "…");
    }
}
