using System.Text.RegularExpressions;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>An e-mail address. Only a sent mail proves one; this finds slips of the finger. The answer has its domain in lower case.</summary>
internal sealed partial record EmailQuestion : TypedQuestion
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    [GeneratedRegex(@"\A[^\s@<>""(),:;\\\[\]]+\z")]
    private static partial Regex Local { get; }

    [GeneratedRegex(@"\A(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])\z")]
    private static partial Regex Domain { get; }

    protected override string? ReadText(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > MaxLocalLength || text.Length > MaxLength)
        {
            return null;
        }

        var (local, domain) = (text[..at], text[(at + 1)..]);
        return Local.IsMatch(local) && !local.StartsWith('.') && !local.EndsWith('.') && !local.Contains("..", StringComparison.Ordinal)
            && Domain.IsMatch(domain)
                ? $"{local}@{domain.ToLowerInvariant()}"
                : null;
    }
}
