namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>Who speaks for the business: the newest word on it wins.</summary>
/// <param name="Stamp">What a person of the business wrote last, or the message with which the conversation came back to the script.</param>
/// <param name="Human">True while a person of the business has the conversation.</param>
/// <param name="Since">The first thing that person wrote.</param>
[GenerateSerializer, Immutable, Alias("handover")]
public sealed record Handover([property: Id(0)] Stamp Stamp, [property: Id(1)] bool Human, [property: Id(2)] Stamp Since)
{
    public Handover Join(Handover other) => CompareTo(other) >= 0 ? this : other;

    private int CompareTo(Handover other) => (Stamp, Human, Since).CompareTo((other.Stamp, other.Human, other.Since));
}
