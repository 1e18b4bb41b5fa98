using System.Globalization;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>One of up to ten options. Up to three without descriptions are reply buttons, others a list. The answer is the option's id.</summary>
internal sealed record ChoiceQuestion : TypedQuestion
{
    public required IReadOnlyList<ChoiceOption> Options { get; init; }

    public string ListLabel { get; init; } = "Choose";

    public bool IsList => IsListOf(Options);

    public override int MaxAskLength => ChannelLimits.InteractiveBody;

    /// <summary>Buttons show no descriptions.</summary>
    public static bool IsListOf(IReadOnlyList<ChoiceOption> options) =>
        options.Count > ChannelLimits.Buttons || options.Any(option => option.Description is not null);

    public override string? ReadTap(string option) => Options.FirstOrDefault(o => o.Id == option)?.Id;

    public override string Show(string value) => Options.FirstOrDefault(option => option.Id == value)?.Title ?? value;

    public override string? NormaliseForBranch(string value) => ReadTap(value);

    public override OutboundMessage Form(string text) => new()
    {
        Kind = IsList ? OutboundKind.List : OutboundKind.Buttons,
        Text = text,
        Choices = [.. Options.Select(option => new Choice(ChoiceId.Of(Id, option.Id), option.Title, option.Description))],
        ListLabel = IsList ? ListLabel : null,
    };

    // A title or an id that is itself a number goes before the place in the list.
    protected override string? ReadText(string text) =>
        (Options.FirstOrDefault(option => Same(option.Title, text)) ?? Options.FirstOrDefault(option => Same(option.Id, text)) ?? AtPlace(text))?.Id;

    private ChoiceOption? AtPlace(string text) =>
        int.TryParse(AsciiDigits.In(text).TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && place >= 1 && place <= Options.Count
            ? Options[place - 1]
            : null;

    private static bool Same(string left, string right) => left.Trim().Equals(right, StringComparison.OrdinalIgnoreCase);
}
