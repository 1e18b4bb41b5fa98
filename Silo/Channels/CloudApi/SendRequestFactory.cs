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
        var isText = reply.Content.Kind == OutboundKind.Text;
        return new()
        {
            To = hasPhone ? reply.Address.Phone : null,
            Recipient = hasPhone ? null : reply.Address.UserId,
            Type = isText ? "text" : "interactive",
            Text = isText ? new(reply.Content.Text) : null,
            Interactive = isText ? null : InteractiveOf(reply.Content),
            Context = quoteMessage ? new(reply.InReplyTo.Value) : null,
            BizOpaqueCallbackData = reply.ReplyId,
        };
    }

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
