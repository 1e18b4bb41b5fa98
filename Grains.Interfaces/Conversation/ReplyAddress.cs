namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>Where replies go: the forms in which the user was last seen. The newer stamp wins.</summary>
/// <param name="Phone">Digits without a plus sign, or null when the user hides it.</param>
/// <param name="UserId">The business-scoped user id, or null.</param>
/// <param name="Stamp">The message that showed it.</param>
[GenerateSerializer, Immutable, Alias("reply-address")]
public sealed record ReplyAddress([property: Id(0)] string? Phone, [property: Id(1)] string? UserId, [property: Id(2)] Stamp Stamp)
{
    public ReplyAddress Join(ReplyAddress other) =>
        CompareTo(other) >= 0 ? this : other;

    // Ordinal: under a culture's rules two different texts can count as equal, and then the join would depend on the order.
    private int CompareTo(ReplyAddress other)
    {
        var order = Stamp.CompareTo(other.Stamp);
        order = order != 0 ? order : string.CompareOrdinal(Phone, other.Phone);
        return order != 0 ? order : string.CompareOrdinal(UserId, other.UserId);
    }
}
