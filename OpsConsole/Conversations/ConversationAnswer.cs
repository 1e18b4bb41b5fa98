namespace OrleansFailover.OpsConsole.Conversations;

/// <summary>What a silo is asked for.</summary>
internal sealed record ConversationSearch(string Text, string? BusinessNumber, bool Content);

/// <summary>What a silo answers.</summary>
internal sealed record ConversationAnswer(string Region, IReadOnlyList<FoundConversation> Items);

/// <summary>A conversation as one region knows it.</summary>
/// <param name="Content"><c>Shown</c>, <c>NotAsked</c> or <c>AwayFromHome</c>.</param>
internal sealed record FoundConversation(
    string Conversation,
    string? Key,
    string Content,
    string Script,
    int Epoch,
    string? OpenQuestion,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyList<FoundReply> Replies,
    IReadOnlyList<FoundTurn> Turns,
    int EventsSeen,
    string? Version);

/// <summary>A kept reply.</summary>
internal sealed record FoundReply(string Id, string Status, string Region);

/// <summary>A line of the transcript.</summary>
internal sealed record FoundTurn(string Time, string Region, string Text);
