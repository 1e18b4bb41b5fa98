using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A conversation without a grain: events go straight into the engine, in one region or another.</summary>
internal sealed class Talk(TimeSpan humanFor = default)
{
    public static readonly RegionId East = new("eastus");
    public static readonly RegionId West = new("westeurope");

    public Events Events { get; } = new();

    public IConversationScript Script { get; init; } = new ThreeQuestions();

    /// <summary>Texts as the messages m0, m1, …, ten seconds apart.</summary>
    public ConversationState Of(params string[] texts)
    {
        ConversationState state = new();
        for (var i = 0; i < texts.Length; i++)
        {
            state = Apply(state, Events.Message($"m{i}", i * 10, texts[i]));
        }

        return state;
    }

    public ConversationState Apply(ConversationState state, InboundEvent item, RegionId? region = null) =>
        TurnEngine.Apply(state, item, Script, region ?? East, humanFor);

    public ConversationState ApplyAll(ConversationState state, IEnumerable<InboundEvent> items, RegionId? region = null) =>
        items.Aggregate(state, (sum, item) => Apply(sum, item, region));

    /// <summary>What was said to an event, in order.</summary>
    public IReadOnlyList<string> Said(ConversationState state, string id) =>
        [.. Enumerable.Range(0, state.Replies.Count).Select(part => Events.ReplyTo(id, part)).TakeWhile(state.Replies.ContainsKey)
            .Select(reply => state.Replies[reply].Content?.Open?.Text ?? "(sent)")];

    public static Dictionary<string, string> Answers(ConversationState state) => state.AnswersBefore().ToDictionary();
}
