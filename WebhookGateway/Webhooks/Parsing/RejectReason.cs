namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>Why a part of a webhook, or all of it, is no event of a conversation. The values stand in dead letters and in metrics.</summary>
internal static class RejectReason
{
    /// <summary>The body is not JSON, is nested too deeply, or is no webhook of the channel.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Something that the channel tells and that belongs to no conversation.</summary>
    public const string Unhandled = "unhandled";

    /// <summary>An error that the channel tells of a business number and not of a message.</summary>
    public const string ChannelError = "channel-error";

    /// <summary>A message that the business number sent itself, to nobody that it names.</summary>
    public const string OwnMessage = "own-message";

    /// <summary>A message in a group, or the status of one.</summary>
    public const string Group = "group";

    /// <summary>An element has another JSON type than the channel documents.</summary>
    public const string Shape = "shape";

    /// <summary>A string is not valid text.</summary>
    public const string Text = "text";

    /// <summary>There is no usable message id.</summary>
    public const string Id = "id";

    /// <summary>There is no usable time, or it is more than a day ahead.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>The business number or the user is missing or not usable as a part of a conversation's key.</summary>
    public const string Conversation = "conversation";

    /// <summary>The content that the type promises is missing.</summary>
    public const string Content = "content";

    /// <summary>The status is none of those that the channel documents.</summary>
    public const string Status = "status";

    /// <summary>The business number is not configured, and others are.</summary>
    public const string UnknownNumber = "unknown-number";

    /// <summary>The webhook tells of a number of another app than the one that signed it.</summary>
    public const string OtherApp = "other-app";

    /// <summary>What is no event and was sealed where it was kept: home reads it.</summary>
    public const string Sealed = "sealed";

    /// <summary>The event is too large for the inbound log.</summary>
    public const string TooLarge = "too-large";
}
