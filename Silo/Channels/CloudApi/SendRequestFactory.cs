using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Silo.Channels.CloudApi.Wire;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Turns a reply into the channel's form.</summary>
internal static class SendRequestFactory
{
    /// <summary>True when the user can be written to at all.</summary>
    public static bool HasRecipient(ReplyAddress address) => !string.IsNullOrEmpty(address.Phone) || !string.IsNullOrEmpty(address.UserId);

    public static SendRequest Create(OutboundReply reply, bool quoteMessage)
    {
        var hasPhone = !string.IsNullOrEmpty(reply.Address.Phone);
        var request = new SendRequest
        {
            To = hasPhone ? reply.Address.Phone : null,
            Recipient = hasPhone ? null : reply.Address.UserId,
            Type = "text",
            // A reaction names its message itself.
            Context = quoteMessage && reply.Content.Kind != OutboundKind.Reaction && reply.InReplyTo.Value is { } quoted ? new(quoted) : null,
            BizOpaqueCallbackData = reply.ReplyId,
        };
        return WithContent(request, reply.Content);
    }

    private static SendRequest WithContent(SendRequest request, OutboundMessage content) => content.Kind switch
    {
        OutboundKind.Text => request with { Text = new(content.Text) },
        OutboundKind.Media => WithMedia(request, content.Media!, content.Text.Length > 0 ? content.Text : null),
        OutboundKind.Template => request with { Type = "template", Template = TemplateOf(content.Template!) },
        OutboundKind.Reaction => request with { Type = "reaction", Reaction = new(content.ReactsTo!, content.Text) },
        _ => request with { Type = "interactive", Interactive = InteractiveOf(content) },
    };

    private static SendRequest WithMedia(SendRequest request, OutboundMedia media, string? caption)
    {
        var body = new MediaBody(media.MediaId, media.Link, media.TakesCaption ? caption : null, media.Kind == OutboundMediaKind.Document ? media.FileName : null);
        return media.Kind switch
        {
            OutboundMediaKind.Image => request with { Type = "image", Image = body },
            OutboundMediaKind.Video => request with { Type = "video", Video = body },
            OutboundMediaKind.Document => request with { Type = "document", Document = body },
            OutboundMediaKind.Audio => request with { Type = "audio", Audio = body },
            OutboundMediaKind.Sticker => request with { Type = "sticker", Sticker = body },
            _ => throw new ArgumentOutOfRangeException(nameof(media), media.Kind, "This kind of medium has no form in the channel."),
        };
    }

    private static TemplateBody TemplateOf(OutboundTemplate template) => new(
        template.Name,
        new(template.Language),
        template.Parameters.Count == 0 ? null : [new([.. template.Parameters.Select(parameter => new TemplateParameter(parameter))])]);

    private static Interactive InteractiveOf(OutboundMessage content) => content.Kind switch
    {
        OutboundKind.Buttons => new("button", new(content.Text), new()
        {
            Buttons = [.. content.Choices.Select(choice => new ReplyButton(new(choice.Id, choice.Title)))],
        }),
        OutboundKind.List => new("list", new(content.Text), new()
        {
            Button = content.ListLabel,
            Sections = [new([.. content.Choices.Select(choice => new ListRow(choice.Id, choice.Title, choice.Description))])],
        }),
        OutboundKind.LocationRequest => new("location_request_message", new(content.Text), new() { Name = "send_location" }),
        _ => throw new ArgumentOutOfRangeException(nameof(content), content.Kind, "This form of reply has no form in the channel."),
    };
}
