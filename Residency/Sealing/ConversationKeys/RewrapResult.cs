namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>What became of a zone's conversation keys.</summary>
/// <param name="Rewrapped">Sealed with the current key now.</param>
/// <param name="Current">Were so before.</param>
/// <param name="Left">Could not be opened, or changed meanwhile. An older key may be retired once a run leaves none.</param>
public sealed record RewrapResult(int Rewrapped, int Current, int Left);
