namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>Whose key opens a sealed piece. The numbers stand in the envelope.</summary>
public enum Recipient
{
    /// <summary>The zone's: RSA-OAEP-256 around a fresh data key.</summary>
    Zone = 1,

    /// <summary>The conversation's: HPKE base mode with P-256.</summary>
    Conversation = 2,
}
