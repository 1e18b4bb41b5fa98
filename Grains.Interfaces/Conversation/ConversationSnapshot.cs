namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>A conversation as an operator sees it.</summary>
/// <param name="Conversation">The pseudonym of the conversation.</param>
/// <param name="Script">The script it runs through.</param>
/// <param name="Epoch">The session's number, from 1; 0 before the first message.</param>
/// <param name="OpenQuestion">The question that is open, or null when the script is complete, not begun, or not known here.</param>
/// <param name="Answers">The answers that stand, by question; "(sealed)" for one that cannot be opened here.</param>
/// <param name="Replies">The kept replies, oldest first: id, status, region.</param>
/// <param name="Transcript">The kept lines, oldest first; "(sealed)" for a text that cannot be opened here.</param>
/// <param name="EventsSeen">How many applied event ids are remembered.</param>
/// <param name="Version">The newest write of the state.</param>
[GenerateSerializer, Immutable, Alias("conversation-snapshot")]
public sealed record ConversationSnapshot(
    [property: Id(0)] string Conversation,
    [property: Id(1)] string Script,
    [property: Id(2)] int Epoch,
    [property: Id(3)] string? OpenQuestion,
    [property: Id(4)] IReadOnlyDictionary<string, string> Answers,
    [property: Id(5)] IReadOnlyList<string> Replies,
    [property: Id(6)] IReadOnlyList<string> Transcript,
    [property: Id(7)] int EventsSeen,
    [property: Id(8)] string? Version);
