namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>A sealed piece of what was said in a conversation of a restricted sender.</summary>
/// <param name="Sealed">The piece, in base64url. Bound to the zone, the conversation, the message and the part that it was sealed for.</param>
/// <param name="Of">The key of the conversation that it was sealed under, where that is another one of the same user; else null.</param>
[GenerateSerializer, Immutable, Alias("content-piece")]
public sealed record ContentPiece([property: Id(0)] string Sealed, [property: Id(1)] string? Of = null)
{
    /// <summary>The piece where another conversation of the same user takes it in, unopened.</summary>
    /// <param name="from">The key of the conversation that it stood in.</param>
    /// <param name="to">The key of the one that it goes to.</param>
    public ContentPiece Move(string from, string to) => (Of ?? from) is var of && of == to ? this with { Of = null } : this with { Of = of };

    /// <summary>Some order that is the same in every region.</summary>
    internal static int Compare(ContentPiece left, ContentPiece right)
    {
        var order = string.CompareOrdinal(left.Sealed, right.Sealed);
        return order != 0 ? order : string.CompareOrdinal(left.Of, right.Of);
    }
}
