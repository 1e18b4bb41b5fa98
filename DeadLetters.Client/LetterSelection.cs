namespace OrleansFailover.DeadLetters.Client;

/// <summary>The body of a request to replay or to discard.</summary>
internal sealed record LetterSelection
{
    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<string> Reasons { get; init; } = [];

    public string? Conversation { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public bool All { get; init; }

    public bool Again { get; init; }

    public string? After { get; init; }

    public int Limit { get; init; }
}
