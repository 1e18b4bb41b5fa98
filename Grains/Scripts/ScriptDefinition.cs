using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts;

/// <summary>What a script file says, checked.</summary>
internal sealed record ScriptDefinition
{
    public required string Name { get; init; }

    public IReadOnlyList<string> Greeting { get; init; } = [];

    public required IReadOnlyList<Template> Closing { get; init; }

    /// <summary>The answer to a message after the closing.</summary>
    public required Template Completed { get; init; }

    public bool NewSessionAfterClosing { get; init; }

    public bool Changeable { get; init; } = true;

    public required ScriptWords Words { get; init; }

    public required string Retry { get; init; }

    public required string Help { get; init; }

    public required string NothingToTakeBack { get; init; }

    /// <summary>What stands in a summary for a question that was not asked.</summary>
    public required string Unanswered { get; init; }

    /// <summary>What is said to a message that this region cannot read.</summary>
    public required string Neutral { get; init; }

    /// <summary>What is said to a message that waits for another region.</summary>
    public required string Held { get; init; }

    /// <summary>What is sent instead when the channel takes no free reply any more, or null.</summary>
    public OutboundTemplate? WindowTemplate { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }
}
