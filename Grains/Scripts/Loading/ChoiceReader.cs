using System.Text.Json;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads what belongs to questions with things to tap.</summary>
internal static class ChoiceReader
{
    public static ChoiceQuestion ReadChoice(ObjectReader reader, ScriptWords words, string id, Template ask)
    {
        var options = reader.Require("options") is { } node ? ReadOptions(reader, node, words) : [];
        return new()
        {
            Id = id,
            Ask = ask,
            Options = options,
            ListLabel = reader.Text("listLabel", ChannelLimits.ListLabel) ?? "Choose",
        };
    }

    public static YesNoQuestion ReadYesNo(ObjectReader reader, ScriptWords words, string id, Template ask)
    {
        var yes = ReadYesNoWords(reader, "yes", ["Yes", "y"]);
        var no = ReadYesNoWords(reader, "no", ["No", "n"]);
        foreach (var both in yes.Intersect(no, StringComparer.OrdinalIgnoreCase))
        {
            reader.Problems.Add(reader.Node, $"The word \"{both}\" means yes and no.");
        }

        CheckWords(reader, words, reader.Node, [.. yes, .. no]);
        return new() { Id = id, Ask = ask, Yes = yes, No = no };
    }

    private static List<ChoiceOption> ReadOptions(ObjectReader question, ScriptNode node, ScriptWords words)
    {
        var problems = question.Problems;
        if (node.Kind != JsonValueKind.Array || node.Items.Count is 0 or > ChannelLimits.Rows)
        {
            var what = node.Kind == JsonValueKind.Array ? $"an array of {node.Items.Count}" : node.Describe();
            problems.Add(node, $"\"options\" must be an array of 1 to {ChannelLimits.Rows} options, the most that the channel shows; it is {what}.");
        }

        var readers = node.Items.Select(item => new ObjectReader(item, problems, ScriptMembers.Option)).ToList();
        var options = readers.Select(ReadOption).ToList();
        CheckTitles(problems, readers, options);
        foreach (var (reader, option) in readers.Zip(options))
        {
            CheckWords(question, words, reader.Node, [option.Title, option.Id]);
        }

        return options;
    }

    private static ChoiceOption ReadOption(ObjectReader reader)
    {
        var id = reader.Text("id", 40, required: true) ?? "";
        if (id.Length is > 0 and <= 40 && !Identifiers.IsValid(id))
        {
            reader.Problems.Add(reader.Find("id")!, $"The id \"{id}\" is not allowed. An id has {Identifiers.Rule}.");
        }

        return new(id, reader.Text("title", ChannelLimits.RowTitle, required: true) ?? "", reader.Text("description", ChannelLimits.RowDescription));
    }

    private static void CheckTitles(Problems problems, List<ObjectReader> readers, List<ChoiceOption> options)
    {
        var isList = ChoiceQuestion.IsListOf(options);
        for (var i = 0; i < options.Count; i++)
        {
            var option = options[i];
            if (!isList && option.Title.Length is > ChannelLimits.ButtonTitle and <= ChannelLimits.RowTitle)
            {
                problems.Add(readers[i].Find("title")!, $"The title has {option.Title.Length} characters. Up to {ChannelLimits.Buttons} options without descriptions are reply buttons, "
                    + $"whose titles have at most {ChannelLimits.ButtonTitle}; a list (with a description, or with more options) allows {ChannelLimits.RowTitle}.");
            }

            var earlier = options.Take(i).ToList();
            if (option.Id.Length > 0 && earlier.Any(other => Same(other.Id, option.Id)))
            {
                problems.Add(readers[i].Find("id")!, $"The option id \"{option.Id}\" is used already in this question.");
            }

            if (option.Title.Length > 0 && earlier.Any(other => Same(other.Title, option.Title)))
            {
                problems.Add(readers[i].Find("title")!, $"The title \"{option.Title}\" is used already in this question.");
            }
        }
    }

    private static IReadOnlyList<string> ReadYesNoWords(ObjectReader reader, string name, IReadOnlyList<string> standard)
    {
        if (reader.Find(name) is null)
        {
            return standard;
        }

        var words = reader.Texts(name, ScriptLoader.MaxWordLength, ScriptLoader.MaxWords).Select(word => word.Trim()).ToList();
        if (words.Count > 0 && words[0].Length > ChannelLimits.ButtonTitle)
        {
            reader.Problems.Add(reader.Find(name)!, $"The first word of \"{name}\" is the title of its button and has at most {ChannelLimits.ButtonTitle} characters; \"{words[0]}\" has {words[0].Length}.");
        }

        return words.Count > 0 ? words : standard;
    }

    // A wish is looked for before an answer, so such an option could never be typed.
    private static void CheckWords(ObjectReader reader, ScriptWords words, ScriptNode node, IEnumerable<string> answers)
    {
        foreach (var answer in answers.Distinct(StringComparer.OrdinalIgnoreCase).Where(answer => ScriptWords.Match([.. words.All], answer)))
        {
            reader.Problems.Add(node, $"\"{answer}\" is also one of the script's words for back, restart or help; change one of them.");
        }
    }

    private static bool Same(string left, string right) => left.Trim().Equals(right.Trim(), StringComparison.OrdinalIgnoreCase);
}
