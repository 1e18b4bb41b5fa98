using System.Text.Json;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads the <c>when</c> of a question: one condition, or an array of conditions that must all hold.</summary>
internal sealed class ConditionReader(Problems problems, IReadOnlyList<Question> earlier, IReadOnlySet<string> all)
{
    public IReadOnlyList<Condition> Read(ScriptNode? when) =>
        when is null ? []
        : when.Kind == JsonValueKind.Array ? [.. when.Items.Select(ReadOne).OfType<Condition>()]
        : ReadOne(when) is { } single ? [single] : [];

    private Condition? ReadOne(ScriptNode node)
    {
        var reader = new ObjectReader(node, problems, ScriptMembers.Condition);
        if (node.Kind != JsonValueKind.Object)
        {
            return null;
        }

        var question = FindQuestion(reader);
        var tests = ScriptMembers.Condition.Where(name => name != "question" && reader.Find(name) is not null).ToList();
        if (tests.Count != 1)
        {
            var found = tests.Count == 0 ? "none" : ObjectReader.Quoted(tests);
            problems.Add(node, $"A condition has exactly one of \"equals\", \"in\", \"not\" and \"exists\"; here: {found}.");
            return null;
        }

        return question is null ? null : ReadTest(reader, question, tests[0]);
    }

    private Question? FindQuestion(ObjectReader reader)
    {
        if (reader.Text("question", 40, required: true) is not { } id)
        {
            return null;
        }

        var question = earlier.FirstOrDefault(candidate => candidate.Id == id);
        if (question is null)
        {
            var ids = earlier.Select(candidate => candidate.Id).ToList();
            var nearest = Nearest.To(id, ids);
            var why = all.Contains(id) ? "is this one or stands later; a branch looks back only."
                : nearest is not null ? $"does not exist. Did you mean \"{nearest}\"?" : "does not exist.";
            problems.Add(reader.Find("question")!, $"The question \"{id}\" {why} Earlier questions: {(ids.Count == 0 ? "none" : string.Join(", ", ids))}.");
        }

        return question;
    }

    private Condition? ReadTest(ObjectReader reader, Question question, string test)
    {
        var node = reader.Find(test)!;
        if (test == "exists")
        {
            return new(question.Id, reader.Flag("exists", true) ? ConditionTest.Exists : ConditionTest.Missing, []);
        }

        var isList = node.Kind == JsonValueKind.Array;
        if (test == "in" != isList && !(test == "not" && isList))
        {
            problems.Add(node, test == "in" ? "\"in\" must be an array of values." : $"\"{test}\" must be one value; for several use \"in\" or \"not\".");
            return null;
        }

        if (isList && node.Items.Count == 0)
        {
            problems.Add(node, $"\"{test}\" must have at least one value.");
        }

        var values = (isList ? node.Items : [node]).Select(value => ReadValue(value, question)).OfType<string>().ToList();
        return new(question.Id, test == "not" ? ConditionTest.NotIn : ConditionTest.In, values);
    }

    private string? ReadValue(ScriptNode node, Question question)
    {
        var text = node.Kind switch
        {
            JsonValueKind.String or JsonValueKind.Number => node.Text,
            JsonValueKind.True => YesNoQuestion.YesValue,
            JsonValueKind.False => YesNoQuestion.NoValue,
            _ => null,
        };
        var value = text is null ? null : question.NormaliseForBranch(text);
        if (value is null)
        {
            var shown = text is null ? node.Describe() : $"\"{text}\"";
            var allowed = question switch
            {
                ChoiceQuestion choice => $" Its option ids: {string.Join(", ", choice.Options.Select(option => option.Id))}.",
                YesNoQuestion => " Its answers: yes, no.",
                DateQuestion => " Its answers have the form 2027-03-09.",
                MediaQuestion => " Use \"exists\" for media.",
                _ => "",
            };
            problems.Add(node, $"No answer to \"{question.Id}\" can be {shown}.{allowed}");
        }

        return value;
    }
}
