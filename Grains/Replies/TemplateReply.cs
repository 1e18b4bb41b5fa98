using System.Text;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Replies;

/// <summary>Says a reply through a template: its text, and what could be tapped, stand in the template's parameters.</summary>
internal static class TemplateReply
{
    public const string Placeholder = "{reply}";

    public static OutboundMessage Of(OutboundTemplate template, OutboundMessage reply)
    {
        var said = reply.Choices.Count == 0 ? reply.Text : $"{reply.Text} ({string.Join(" / ", reply.Choices.Select(choice => choice.Title))})";
        return OutboundMessage.OfTemplate(template with
        {
            Parameters = [.. template.Parameters.Select(parameter => OneLine(parameter.Replace(Placeholder, said, StringComparison.Ordinal)))],
        });
    }

    // The channel takes no line break, no tab and no row of blanks in a parameter.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return LongText.Split(line.ToString(), ChannelLimits.TemplateParameter).FirstOrDefault("-");
    }
}
