using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads what belongs to questions of the types text, number and date.</summary>
internal static partial class TypedQuestionReader
{
    private const int MaxPatternLength = 500;

    [GeneratedRegex(@"\A(?:d{1,2}|M{1,2}|yyyy|yy|[ ./-])+\z")]
    private static partial Regex DateFormat { get; }

    public static TextQuestion ReadText(ObjectReader reader, string id, Template ask)
    {
        var min = reader.Whole("minLength", 1, 1, ChannelLimits.Text);
        var max = reader.Whole("maxLength", 1000, 1, ChannelLimits.Text);
        if (min > max)
        {
            reader.Problems.Add(reader.Find("minLength") ?? reader.Node, $"\"minLength\" ({min}) must not exceed \"maxLength\" ({max}).");
        }

        return new() { Id = id, Ask = ask, MinLength = min, MaxLength = max, Pattern = ReadPattern(reader) };
    }

    public static NumberQuestion ReadNumber(ObjectReader reader, string id, Template ask)
    {
        var (min, max) = (reader.Number("min"), reader.Number("max"));
        if (min > max)
        {
            reader.Problems.Add(reader.Find("min")!, $"\"min\" ({NumberQuestion.Normalise(min.Value)}) must not exceed \"max\" ({NumberQuestion.Normalise(max.Value)}).");
        }

        return new()
        {
            Id = id,
            Ask = ask,
            Min = min,
            Max = max,
            Integer = reader.Flag("integer", false),
            DecimalSeparator = reader.OneOf("decimalSeparator", [",", "."], null)?[0],
        };
    }

    public static DateQuestion ReadDate(ObjectReader reader, string id, Template ask)
    {
        var (min, max) = (ReadIso(reader, "min"), ReadIso(reader, "max"));
        if (min > max)
        {
            reader.Problems.Add(reader.Find("min")!, $"\"min\" ({reader.Find("min")!.Text}) must not be later than \"max\" ({reader.Find("max")!.Text}).");
        }

        return new() { Id = id, Ask = ask, Min = min, Max = max, Formats = ReadFormats(reader) };
    }

    private static Regex? ReadPattern(ObjectReader reader)
    {
        if (reader.Text("pattern", MaxPatternLength) is not { } pattern)
        {
            return null;
        }

        try
        {
            // The pattern alone first: a stray bracket must not be closed by what is put around it.
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TextQuestion.MatchTimeout);
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TextQuestion.MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            reader.Problems.Add(reader.Find("pattern")!, $"The pattern is not a regular expression: {exception.Message}");
            return null;
        }
    }

    private static DateOnly? ReadIso(ObjectReader reader, string name)
    {
        if (reader.Find(name) is not { } node)
        {
            return null;
        }

        if (node.Kind == JsonValueKind.String && DateQuestion.TryParseIso(node.Text, out var date))
        {
            return date;
        }

        var shown = node.Kind == JsonValueKind.String ? $"\"{node.Text}\"" : node.Describe();
        reader.Problems.Add(node, $"\"{name}\" must be a day such as \"2027-03-09\"; it is {shown}.");
        return null;
    }

    private static IReadOnlyList<string> ReadFormats(ObjectReader reader)
    {
        if (reader.Find("dateFormats") is not { } node)
        {
            return DateQuestion.StandardFormats;
        }

        var formats = reader.Texts("dateFormats", 20, 10);
        foreach (var format in formats.Where(format => !IsUsable(format)))
        {
            reader.Problems.Add(node, $"The date format \"{format}\" cannot be used. A format has d or dd, M or MM, and yyyy or yy once each, with '.', '/', '-' or a space between, for example \"d.M.yyyy\".");
        }

        return formats;
    }

    // The day must come back out of what the format writes; "d.M" would lose the year.
    private static bool IsUsable(string format)
    {
        var sample = new DateOnly(2027, 11, 23);
        return DateFormat.IsMatch(format) && format.Length > 2
            && DateOnly.TryParseExact(sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back)
            && back == sample;
    }
}
