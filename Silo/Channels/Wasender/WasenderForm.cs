using System.Globalization;
using System.Text;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Silo.Channels.Wasender.Wire;

namespace OrleansFailover.Silo.Channels.Wasender;

/// <summary>
/// Turns a reply into what a linked session can send: text and media. What would be tapped is numbered, and the user answers with the number, which choice
/// questions read like a tap.
/// </summary>
internal static class WasenderForm
{
    /// <summary>Null for what this channel has no form for.</summary>
    public static SendMessage? Of(OutboundReply reply)
    {
        // The documented form is +491701234567. That a lid is taken too is not documented; where it is all that is known, the channel says whether it is.
        var to = string.IsNullOrEmpty(reply.Address.Phone) ? reply.Address.UserId! : $"+{reply.Address.Phone}";
        var content = reply.Content;
        return content.Kind switch
        {
            OutboundKind.Text or OutboundKind.LocationRequest => new(to) { Text = content.Text },
            OutboundKind.Buttons or OutboundKind.List => new(to) { Text = Numbered(content) },
            OutboundKind.Media when content.Media is { Link: { } link } media => WithMedia(new(to) { Text = content.Text.Length > 0 ? content.Text : null }, media, link),
            _ => null,
        };
    }

    private static string Numbered(OutboundMessage content)
    {
        var text = new StringBuilder(content.Text).Append('\n');
        for (var i = 0; i < content.Choices.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {content.Choices[i].Title}");
            if (content.Choices[i].Description is { Length: > 0 } description)
            {
                text.Append(CultureInfo.InvariantCulture, $" – {description}");
            }
        }

        return text.ToString();
    }

    private static SendMessage WithMedia(SendMessage message, OutboundMedia media, string link) => media.Kind switch
    {
        OutboundMediaKind.Image => message with { ImageUrl = link },
        OutboundMediaKind.Video => message with { VideoUrl = link },
        OutboundMediaKind.Audio => message with { AudioUrl = link },
        OutboundMediaKind.Sticker => message with { StickerUrl = link },
        _ => message with { DocumentUrl = link, FileName = media.FileName },
    };
}
