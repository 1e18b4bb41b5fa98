using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>How far a reply has come. A status only rises; the numbers are the order of the join and are part of the stored form.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplyStatus>))]
public enum ReplyStatus
{
    /// <summary>Kept, and not to be sent yet.</summary>
    Pending = 0,

    /// <summary>Kept, and about to be sent. Found by a later turn it is in doubt: it may have reached the channel or not.</summary>
    Sending = 1,

    /// <summary>Not sent, because a newer reply of the conversation says what it would have said.</summary>
    Superseded = 2,

    /// <summary>The channel took it.</summary>
    Sent = 3,

    /// <summary>The channel could not deliver it. Below <see cref="Delivered"/>: the channel is known to report both, and a delivered reply arrived.</summary>
    Failed = 4,

    Delivered = 5,

    Read = 6,
}
