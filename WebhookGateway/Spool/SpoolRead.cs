namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The next entry of a lane.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Next">The position behind it.</param>
internal sealed record SpoolRead(SpoolEntry Entry, SpoolPosition Next);
