namespace OrleansFailover.Drill.Channel;

/// <summary>A message that the business showed as read.</summary>
/// <param name="At">When, from the start of the run.</param>
/// <param name="Message">The channel's id of it.</param>
/// <param name="Typing">Whether an answer was announced.</param>
internal sealed record ShownRead(TimeSpan At, string Message, bool Typing);
