using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Silo.Admin;

/// <summary>A conversation as this region knows it: masked, unless an operator asked for what was said and it may be shown here.</summary>
internal sealed record ConversationView
{
    /// <summary>What stands for what is not shown.</summary>
    public const string Mask = "•••";

    /// <summary>The pseudonym.</summary>
    public required string Conversation { get; init; }

    /// <summary>The key, which holds the user's id; with content alone.</summary>
    public string? Key { get; init; }

    public required ContentShown Content { get; init; }

    public required string Script { get; init; }

    public required int Epoch { get; init; }

    public string? OpenQuestion { get; init; }

    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    public required IReadOnlyList<ConversationReply> Replies { get; init; }

    public required IReadOnlyList<ConversationTurn> Turns { get; init; }

    public required int EventsSeen { get; init; }

    public string? Version { get; init; }

    public static ConversationView Of(ConversationId id, ConversationSnapshot snapshot, ContentShown content)
    {
        var shown = content is ContentShown.Shown;
        return new()
        {
            Conversation = snapshot.Conversation,
            Key = shown ? id.Key : null,
            Content = content,
            Script = snapshot.Script,
            Epoch = snapshot.Epoch,
            OpenQuestion = snapshot.OpenQuestion,
            Answers = shown ? snapshot.Answers : snapshot.Answers.ToDictionary(answer => answer.Key, _ => Mask),
            Replies = [.. snapshot.Replies.Select(ReplyOf)],
            Turns = [.. snapshot.Transcript.Select(line => TurnOf(line, shown))],
            EventsSeen = snapshot.EventsSeen,
            Version = snapshot.Version,
        };
    }

    // 8d3f… Delivered eastus
    private static ConversationReply ReplyOf(string line) =>
        line.Split(' ', 3) is [var id, var status, var region] ? new(id, status, region) : new(Mask, "", "");

    // 2026-11-23T22:16:00Z eastus Lisbon
    private static ConversationTurn TurnOf(string line, bool shown) =>
        line.Split(' ', 3) is [var time, var region, var text] ? new(time, region, shown || text.Length == 0 ? text : Mask) : new("", "", Mask);
}
