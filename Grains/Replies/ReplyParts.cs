using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Replies;

/// <summary>
/// Brings what a script says into messages that the channel takes: each part is a reply with its own id. Pure, and the same in every region.
/// JSON scripts that could say too much do not load, but for a summary of long answers; a script in C# can say anything.
/// </summary>
internal static class ReplyParts
{
    private const string StandardListLabel = "Choose";

    public static IReadOnlyList<OutboundMessage> Of(OutboundMessage message) => message.Kind switch
    {
        OutboundKind.Text => message.Text.Length <= ChannelLimits.Text ? [message] : [.. Texts(message.Text)],
        OutboundKind.Buttons or OutboundKind.List or OutboundKind.LocationRequest => WithBody(message),
        OutboundKind.Media => WithCaption(message),
        _ => [message],
    };

    private static IEnumerable<OutboundMessage> Texts(string text) => LongText.Split(text, ChannelLimits.Text).Select(OutboundMessage.OfText);

    // What is tapped comes last, under the end of the text.
    private static IReadOnlyList<OutboundMessage> WithBody(OutboundMessage message)
    {
        var form = Tappable(message);
        if (message.Text.Length <= ChannelLimits.InteractiveBody)
        {
            return [form];
        }

        var text = message.Text.Trim();
        var body = LongText.Split(text, ChannelLimits.InteractiveBody).Last();
        return [.. Texts(text[..^body.Length]), form with { Text = body }];
    }

    private static OutboundMessage Tappable(OutboundMessage message)
    {
        if (message.Kind == OutboundKind.LocationRequest)
        {
            return message;
        }

        var isList = message.Kind == OutboundKind.List || message.Choices.Count > ChannelLimits.Buttons;
        var longest = isList ? ChannelLimits.RowTitle : ChannelLimits.ButtonTitle;
        return message with
        {
            Kind = isList ? OutboundKind.List : OutboundKind.Buttons,
            ListLabel = isList ? Clip(message.ListLabel ?? StandardListLabel, ChannelLimits.ListLabel) : null,
            Choices = [.. message.Choices.Select(choice => choice with
            {
                Title = Clip(choice.Title, longest),
                Description = choice.Description is { } description ? Clip(description, ChannelLimits.RowDescription) : null,
            })],
        };
    }

    private static IReadOnlyList<OutboundMessage> WithCaption(OutboundMessage message) =>
        message.Text.Length == 0 || (message.Media is { TakesCaption: true } && message.Text.Length <= ChannelLimits.Caption)
            ? [message]
            : [message with { Text = "" }, .. Texts(message.Text)];

    // What is tapped is known by its id, so a title may lose its end; a message that is refused as a whole says nothing at all.
    private static string Clip(string text, int longest) =>
        text.Length <= longest ? text : $"{LongText.Split(text, longest - 1).FirstOrDefault("")}…";
}
