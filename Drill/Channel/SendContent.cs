namespace OrleansFailover.Drill.Channel;

/// <summary>What the customer sees of a reply.</summary>
/// <param name="Kind"><c>text</c>, <c>buttons</c>, <c>list</c> or <c>location-request</c>.</param>
/// <param name="Text">The body.</param>
/// <param name="Choices">Buttons or rows.</param>
/// <param name="ListLabel">The label that opens a list.</param>
public sealed record SendContent(string Kind, string Text, IReadOnlyList<SendChoice> Choices, string? ListLabel = null);
