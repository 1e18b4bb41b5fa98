namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>Why bytes are no sealed piece.</summary>
public enum EnvelopeFault
{
    /// <summary>They are one.</summary>
    None = 0,

    /// <summary>They end before the envelope does.</summary>
    TooShort,

    /// <summary>There are more than the largest piece has.</summary>
    TooLong,

    /// <summary>The version is of a newer build, or the bytes are something else.</summary>
    UnknownVersion,

    /// <summary>The recipient is none of <see cref="Recipient"/>.</summary>
    UnknownRecipient,

    /// <summary>The encapsulated key has a length that its recipient's keys do not have.</summary>
    BadKeyLength,
}
