using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads one question.</summary>
internal static class QuestionReader
{
    public static Question? Read(ScriptNode node, Problems problems, IReadOnlyList<Question> earlier, IReadOnlySet<string> all, ScriptWords words)
    {
        var type = node.Members.FirstOrDefault(member => member.Name == "type")?.Value;
        var known = type is { Kind: JsonValueKind.String } && ScriptMembers.ByType.ContainsKey(type.Text);
        // Without a type nobody can say which members belong here; the common ones are still checked.
        var reader = new ObjectReader(node, problems, known ? ScriptMembers.QuestionOf(type!.Text) : [.. ScriptMembers.Question, .. ScriptMembers.ByType.Values.SelectMany(names => names).Distinct()]);
        if (node.Kind != JsonValueKind.Object)
        {
            return null;
        }

        var id = ReadId(reader, earlier);
        var ask = ReadAsk(reader, earlier, out var askNode);
        var when = new ConditionReader(problems, earlier, all).Read(reader.Find("when"));
        if (!known)
        {
            AddUnknownType(reader, type);
            // Stands in for the question, so that branches and placeholders that name it are not reported as well.
            return new TextQuestion { Id = id, Ask = ask };
        }

        var question = Create(type!.Text, reader, words, id, ask);
        if (askNode is not null && ask.MaxLengthInQuestion > question.MaxAskLength)
        {
            problems.Add(askNode, $"The question has up to {ask.MaxLengthInQuestion} characters (each placeholder counts {Template.ShownInQuestion}); "
                + $"the channel takes {question.MaxAskLength} for type \"{type.Text}\".");
        }

        return question with
        {
            Retry = reader.Text("retry", ChannelLimits.Text),
            Help = reader.Text("help", ChannelLimits.Text),
            When = when,
            Outside = ReadOutside(reader, question),
        };
    }

    // Where any text is an answer, nothing can turn out to be none.
    private static OutsideMode ReadOutside(ObjectReader reader, Question question)
    {
        if (reader.OneOf("outside", ["accept", "acknowledge"], "acknowledge") != "accept")
        {
            return OutsideMode.Acknowledge;
        }

        if (question is not TextQuestion { Pattern: null })
        {
            reader.Problems.Add(
                reader.Find("outside")!, "\"outside\" can be \"accept\" only for a question of type \"text\" without a pattern: nobody can tell there whether a message is an answer.");
        }

        return OutsideMode.Accept;
    }

    private static string ReadId(ObjectReader reader, IReadOnlyList<Question> earlier)
    {
        var id = reader.Text("id", 40, required: true) ?? "";
        if (id.Length is > 0 and <= 40 && !Identifiers.IsValid(id))
        {
            reader.Problems.Add(reader.Find("id")!, $"The id \"{id}\" is not allowed. An id has {Identifiers.Rule}.");
        }

        if (id.Length > 0 && earlier.Any(question => question.Id == id))
        {
            reader.Problems.Add(reader.Find("id")!, $"The question id \"{id}\" is used already; every question has its own.");
        }

        return id;
    }

    private static Template ReadAsk(ObjectReader reader, IReadOnlyList<Question> earlier, out ScriptNode? node)
    {
        var text = reader.Text("ask", ChannelLimits.Text, required: true);
        node = text is null ? null : reader.Find("ask");
        return node is null ? Template.Parse("", out _) : new TemplateReader(reader.Problems, earlier).Read(node, text!);
    }

    private static void AddUnknownType(ObjectReader reader, ScriptNode? type)
    {
        var types = ScriptMembers.ByType.Keys;
        if (type is null)
        {
            reader.Problems.Add(reader.Node, $"The member \"type\" is missing. Types: {ObjectReader.Quoted(types)}.");
            return;
        }

        var nearest = Nearest.To(type.Text, types);
        var shown = type.Kind == JsonValueKind.String ? $"\"{type.Text}\"" : type.Describe();
        reader.Problems.Add(type, $"The type {shown} is unknown.{(nearest is null ? "" : $" Did you mean \"{nearest}\"?")} Types: {ObjectReader.Quoted(types)}.");
    }

    private static Question Create(string type, ObjectReader reader, ScriptWords words, string id, Template ask) => type switch
    {
        "text" => TypedQuestionReader.ReadText(reader, id, ask),
        "number" => TypedQuestionReader.ReadNumber(reader, id, ask),
        "date" => TypedQuestionReader.ReadDate(reader, id, ask),
        "email" => new EmailQuestion { Id = id, Ask = ask },
        "phone" => new PhoneQuestion { Id = id, Ask = ask },
        "choice" => ChoiceReader.ReadChoice(reader, words, id, ask),
        "yesNo" => ChoiceReader.ReadYesNo(reader, words, id, ask),
        "location" => new LocationQuestion { Id = id, Ask = ask },
        _ => new MediaQuestion { Id = id, Ask = ask, Kinds = ReadKinds(reader) },
    };

    private static IReadOnlyList<string> ReadKinds(ObjectReader reader)
    {
        if (reader.Find("kinds") is not { } node)
        {
            return MediaQuestion.AllKinds;
        }

        var kinds = reader.Texts("kinds", 20, MediaQuestion.AllKinds.Count);
        foreach (var unknown in kinds.Except(MediaQuestion.AllKinds))
        {
            reader.Problems.Add(node, $"The kind \"{unknown}\" is unknown. Kinds: {ObjectReader.Quoted(MediaQuestion.AllKinds)}.");
        }

        return kinds;
    }
}
