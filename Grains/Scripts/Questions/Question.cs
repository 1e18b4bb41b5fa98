using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>One question of a JSON script.</summary>
internal abstract record Question
{
    public required string Id { get; init; }

    /// <summary>What is asked.</summary>
    public required Template Ask { get; init; }

    /// <summary>What is said when a message is no answer, or null for the script's text.</summary>
    public string? Retry { get; init; }

    /// <summary>What "help" says while this question is open, or null for the script's text.</summary>
    public string? Help { get; init; }

    /// <summary>All of these must hold for the question to be asked.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>What a message to it means in a region that cannot read it.</summary>
    public OutsideMode Outside { get; init; }

    /// <summary>The longest body the channel takes for this form of question.</summary>
    public virtual int MaxAskLength => ChannelLimits.Text;

    /// <summary>The normalised answer in a message, or null when it is none.</summary>
    public abstract string? Read(MessageContent message);

    /// <summary>The normalised answer behind a tapped option, or null when there is no such option.</summary>
    public virtual string? ReadTap(string option) => null;

    /// <summary>A normalised answer as the user reads it in a summary.</summary>
    public virtual string Show(string value) => value;

    /// <summary>The value that a branch compares with, normalised as answers are, or null when no answer can be equal to it.</summary>
    public virtual string? NormaliseForBranch(string value) => value;

    /// <summary>The message that asks.</summary>
    public virtual OutboundMessage Form(string text) => OutboundMessage.OfText(text);
}
