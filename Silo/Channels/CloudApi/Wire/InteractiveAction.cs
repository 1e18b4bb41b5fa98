namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>What can be tapped: buttons, or the label and sections of a list, or the name of a built-in action.</summary>
internal sealed record InteractiveAction
{
    public string? Name { get; init; }

    public IReadOnlyList<ReplyButton>? Buttons { get; init; }

    /// <summary>The label that opens the list.</summary>
    public string? Button { get; init; }

    public IReadOnlyList<ListSection>? Sections { get; init; }
}
