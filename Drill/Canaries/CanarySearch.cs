using System.Buffers;
using System.Text;

namespace OrleansFailover.Drill.Canaries;

/// <summary>
/// Finds canaries in bytes: as they are and in every form that a program could have written them in by accident. What is compressed or encrypted is not looked into.
/// Safe for concurrent use.
/// </summary>
internal sealed class CanarySearch
{
    // Of the patterns that begin so, each is compared.
    private const int KeyLength = 6;

    // Country codes of drills have two digits; a number at home is written without them.
    private const int CountryDigits = 2;

    private readonly SearchValues<string> _values;
    private readonly ILookup<string, CanaryPattern> _patterns;
    private readonly SearchValues<string> _numbers;
    private readonly ILookup<string, Canary> _phones;

    /// <exception cref="ArgumentException">A canary is so short that it could be anywhere by chance.</exception>
    public CanarySearch(IReadOnlyCollection<Canary> canaries)
    {
        if (canaries.FirstOrDefault(canary => canary.Text.Length < Canary.Shortest) is { } tooShort)
        {
            throw new ArgumentException($"The canary '{tooShort.Text}' has fewer than {Canary.Shortest} characters.", nameof(canaries));
        }

        List<CanaryPattern> patterns = [.. canaries.SelectMany(CanaryPatterns.Of)];
        _values = SearchValues.Create([.. patterns.Select(pattern => pattern.Bytes).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
        _patterns = patterns.ToLookup(pattern => Key(pattern.Bytes), StringComparer.Ordinal);

        List<Canary> phones = [.. canaries.Where(canary => canary.Kind is CanaryKind.Phone)];
        _numbers = SearchValues.Create([.. phones.Select(National).Distinct(StringComparer.Ordinal)], StringComparison.Ordinal);
        _phones = phones.ToLookup(National, StringComparer.Ordinal);
    }

    /// <summary>Everything that is found, in order.</summary>
    public IReadOnlyList<CanaryHit> In(ReadOnlySpan<byte> bytes)
    {
        // One character a byte, so that places stay what they are.
        var text = Encoding.Latin1.GetString(bytes);
        return [.. Patterns(text).Concat(Numbers(text)).OrderBy(hit => hit.At)];
    }

    private IEnumerable<CanaryHit> Patterns(string text)
    {
        for (var at = Next(text, 0, _values); at >= 0; at = Next(text, at + 1, _values))
        {
            foreach (var pattern in _patterns[Key(text.AsSpan(at))])
            {
                if (text.AsSpan(at).StartsWith(pattern.Bytes, pattern.IsExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
                {
                    yield return new(pattern.Canary, pattern.Form, at);
                }
            }
        }
    }

    private IEnumerable<CanaryHit> Numbers(string text)
    {
        if (_phones.Count == 0)
        {
            yield break;
        }

        var runs = DigitRuns.Of(text);
        for (var at = Next(runs.Digits, 0, _numbers); at >= 0; at = Next(runs.Digits, at + 1, _numbers))
        {
            var number = _phones.First(each => runs.Digits.AsSpan(at).StartsWith(each.Key, StringComparison.Ordinal));
            foreach (var phone in number)
            {
                if (!IsWhole(runs, at, phone.Text))
                {
                    yield return new(phone, CanaryForm.Digits, runs.Origins[at]);
                }
            }
        }
    }

    // Then it is found as it is.
    private static bool IsWhole(DigitRuns runs, int at, string phone) =>
        at >= CountryDigits
        && runs.Digits.AsSpan(at - CountryDigits).StartsWith(phone, StringComparison.Ordinal)
        && runs.AreTogether(at - CountryDigits, phone.Length);

    private static int Next(string text, int from, SearchValues<string> values)
    {
        var found = from < text.Length ? text.AsSpan(from).IndexOfAny(values) : -1;
        return found < 0 ? -1 : from + found;
    }

    private static string National(Canary phone) => phone.Text[CountryDigits..];

    private static string Key(ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[KeyLength];
        _ = text[..KeyLength].ToUpperInvariant(key);
        return key.ToString();
    }
}
