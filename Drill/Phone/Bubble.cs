using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Phone;

/// <summary>One bubble of a chat.</summary>
/// <param name="Id">The channel's id of the message.</param>
/// <param name="From"><c>customer</c> or <c>business</c>.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">Unix time in milliseconds.</param>
/// <param name="Region">The region that sent it, of a reply.</param>
/// <param name="Kind">The form of a reply, else <c>text</c> or <c>location</c>.</param>
/// <param name="Choices">What can be tapped.</param>
/// <param name="ListLabel">The label that opens a list.</param>
/// <param name="Tick"><c>waiting</c>, <c>acked</c>, <c>sent</c> or <c>delivered</c>.</param>
internal sealed record Bubble(
    string Id,
    string From,
    string Text,
    long At,
    string? Region,
    string Kind,
    IReadOnlyList<SendChoice> Choices,
    string? ListLabel,
    string Tick);
