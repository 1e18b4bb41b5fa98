namespace OrleansFailover.Drill.Channel;

/// <summary>One body that the channel delivers until it is answered 200.</summary>
/// <param name="Number">Counted from 1 within a run.</param>
/// <param name="Body">The raw bytes; the same at every delivery.</param>
/// <param name="Messages">The ids of the customers' messages in it; empty for statuses.</param>
internal sealed record Webhook(int Number, byte[] Body, IReadOnlyList<string> Messages);
