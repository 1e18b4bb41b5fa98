namespace OrleansFailover.History;

/// <summary>A reply that the channel accepted.</summary>
/// <param name="At">When, from the start of the run.</param>
/// <param name="ReplyId">The sender's own id of the reply, which the channel echoes in statuses; empty when it gave none.</param>
/// <param name="Region">The region that sent it.</param>
/// <param name="Answers">The id of the message it quotes, or null.</param>
/// <param name="Asks">The number of the question it asks, from 1, or null.</param>
/// <param name="Summary">The listed answers in order, when it closes the script; else null.</param>
public sealed record AcceptedReply(
    TimeSpan At, string ReplyId, string Region, string? Answers, int? Asks = null, IReadOnlyList<string>? Summary = null);
