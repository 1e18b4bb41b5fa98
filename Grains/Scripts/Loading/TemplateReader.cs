using System.Text.Json;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads texts with placeholders; <paramref name="known"/> are the questions whose answers may stand in them.</summary>
internal sealed class TemplateReader(Problems problems, IReadOnlyList<Question> known)
{
    public Template Read(ObjectReader reader, string name, string standard) =>
        reader.Text(name, ChannelLimits.Text) is { } text ? Read(reader.Find(name)!, text) : Template.Parse(standard, out _);

    public IReadOnlyList<Template> ReadAll(ObjectReader reader, string name)
    {
        var texts = reader.Texts(name, ChannelLimits.Text, ScriptLoader.MaxTexts, required: true);
        var node = reader.Find(name);
        return [.. texts.Select(text => Read(
            node!.Kind == JsonValueKind.Array ? node.Items.First(item => item.Text == text) : node, text))];
    }

    public Template Read(ScriptNode node, string text)
    {
        var template = Template.Parse(text, out var problem);
        if (problem is not null)
        {
            problems.Add(node, problem);
        }

        foreach (var placeholder in template.Placeholders.Where(id => known.All(question => question.Id != id)).Distinct())
        {
            var ids = known.Select(question => question.Id).ToList();
            var nearest = Nearest.To(placeholder, ids);
            var hint = nearest is not null ? $" Did you mean {{{nearest}}}?" : "";
            problems.Add(node, $"The placeholder {{{placeholder}}} names no question whose answer is known here.{hint} Known: {(ids.Count == 0 ? "none" : string.Join(", ", ids))}.");
        }

        return template;
    }
}
