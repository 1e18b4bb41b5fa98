namespace OrleansFailover.Drill.Channel;

/// <summary>What the customer sees of a reply.</summary>
/// <param name="Kind"><c>text</c>, <c>buttons</c>, <c>list</c>, <c>location-request</c>, <c>image</c>, <c>video</c>, <c>document</c>, <c>audio</c>, <c>sticker</c>, <c>template</c> or <c>reaction</c>.</param>
/// <param name="Text">The body; the caption; the name of a template and its parameters; the emoji.</param>
/// <param name="Choices">Buttons or rows.</param>
/// <param name="ListLabel">The label that opens a list.</param>
public sealed record SendContent(string Kind, string Text, IReadOnlyList<SendChoice> Choices, string? ListLabel = null);
