using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Conversation;

/// <summary>What came of reading unread messages.</summary>
/// <param name="State">The state in which they are read.</param>
/// <param name="Correction">What has to be said; null when the question that is open was asked last.</param>
/// <param name="Faults">Where the script failed, by message, without any content: such a message is no answer.</param>
internal sealed record UnreadResult(ConversationState State, Correction? Correction, IReadOnlyDictionary<MessageId, string> Faults);
