namespace OrleansFailover.Residency.Events;

/// <summary>A part of a webhook, or all of one, that is no event and must not be readable where it is kept.</summary>
/// <param name="Id">Drawn at random; the pieces are bound to it and to their places.</param>
/// <param name="Zone">The zone that can open it.</param>
/// <param name="Pieces">Its bytes, in pieces of a bounded length, sealed for the zone; base64url.</param>
internal sealed record SealedPart(string Id, string Zone, IReadOnlyList<string> Pieces);
