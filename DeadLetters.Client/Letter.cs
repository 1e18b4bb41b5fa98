namespace OrleansFailover.DeadLetters.Client;

/// <summary>A dead letter as the gateway shows it; the content only where it was asked for.</summary>
internal sealed record Letter(
    string Id,
    string Reason,
    string? Detail,
    string Region,
    DateTimeOffset Time,
    DateTimeOffset KeptAt,
    string Source,
    int Attempts,
    int FailoverCount,
    IReadOnlyList<string> Conversations,
    string Status,
    DateTimeOffset? StatusAt,
    int ContentBytes,
    string? Content,
    string? ContentBase64);
