using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>Yes or no, as two reply buttons. The first word of each is its button. The answer is <c>yes</c> or <c>no</c>.</summary>
internal sealed record YesNoQuestion : TypedQuestion
{
    public const string YesValue = "yes";
    public const string NoValue = "no";

    public required IReadOnlyList<string> Yes { get; init; }

    public required IReadOnlyList<string> No { get; init; }

    public override int MaxAskLength => ChannelLimits.InteractiveBody;

    public override string? ReadTap(string option) => option is YesValue or NoValue ? option : null;

    public override string Show(string value) => value == YesValue ? Yes[0] : value == NoValue ? No[0] : value;

    public override string? NormaliseForBranch(string value) => ReadTap(value);

    public override OutboundMessage Form(string text) => new()
    {
        Kind = OutboundKind.Buttons,
        Text = text,
        Choices = [new(ChoiceId.Of(Id, YesValue), Yes[0]), new(ChoiceId.Of(Id, NoValue), No[0])],
    };

    protected override string? ReadText(string text)
    {
        var word = text.TrimEnd('.', '!');
        return Yes.Contains(word, StringComparer.OrdinalIgnoreCase) ? YesValue
            : No.Contains(word, StringComparer.OrdinalIgnoreCase) ? NoValue
            : null;
    }
}
