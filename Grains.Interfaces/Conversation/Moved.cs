namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>Under which key a conversation goes on: its user is known by another id now. The newest word on it wins.</summary>
/// <param name="Stamp">What showed it.</param>
/// <param name="To">The key of the conversation that it goes on as; null when it lives under its own key (again).</param>
/// <param name="Kind">Whose this key was before and is afterwards.</param>
[GenerateSerializer, Immutable, Alias("moved")]
public sealed record Moved([property: Id(0)] Stamp Stamp, [property: Id(1)] string? To, [property: Id(2)] MoveKind Kind)
{
    public Moved Join(Moved other) => CompareTo(other) >= 0 ? this : other;

    private int CompareTo(Moved other)
    {
        var order = Stamp.CompareTo(other.Stamp);
        order = order != 0 ? order : string.CompareOrdinal(To, other.To);
        return order != 0 ? order : Kind.CompareTo(other.Kind);
    }
}
