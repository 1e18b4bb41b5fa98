namespace OrleansFailover.Silo.Admin;

/// <summary>A line of the transcript.</summary>
/// <param name="Time">The channel's time of the message that it is, or that it answers.</param>
/// <param name="Region">The region that applied it.</param>
/// <param name="Text">What was said; the mask where it is not shown.</param>
internal sealed record ConversationTurn(string Time, string Region, string Text);
