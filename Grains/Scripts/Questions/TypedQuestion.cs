using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>A question whose answer can be typed.</summary>
internal abstract record TypedQuestion : Question
{
    public sealed override string? Read(MessageContent message) =>
        TypedText.Of(message) is { Length: > 0 } text ? ReadText(text) : null;

    /// <summary>The normalised answer in a trimmed text, or null.</summary>
    protected abstract string? ReadText(string text);

    public override string? NormaliseForBranch(string value) => ReadText(value.Trim());
}
