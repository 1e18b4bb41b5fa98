using System.Text.RegularExpressions;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Reads the template that stands in for a reply which the channel takes no more.</summary>
internal static partial class WindowTemplateReader
{
    [GeneratedRegex(@"\A[a-z0-9_]+\z")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"\A[a-z]{2,3}(_[A-Z]{2})?\z")]
    private static partial Regex Language { get; }

    public static OutboundTemplate? Read(ObjectReader script)
    {
        if (script.Find("template") is not { } node)
        {
            return null;
        }

        var reader = new ObjectReader(node, script.Problems, ScriptMembers.Template);
        return new OutboundTemplate
        {
            Name = ReadText(reader, "name", ChannelLimits.TemplateName, Name, "small letters, digits and '_'"),
            Language = ReadText(reader, "language", 6, Language, "the form of \"en\" or \"en_US\""),
            Parameters = reader.Texts("parameters", ChannelLimits.TemplateParameter, ChannelLimits.TemplateParameters, mayBeEmpty: true),
        };
    }

    private static string ReadText(ObjectReader reader, string name, int longest, Regex form, string rule)
    {
        var text = reader.Text(name, longest, required: true) ?? "";
        if (text.Length > 0 && text.Length <= longest && !form.IsMatch(text))
        {
            reader.Problems.Add(reader.Find(name)!, $"\"{text}\" is not the {name} of a template, which has {rule}.");
        }

        return text;
    }
}
