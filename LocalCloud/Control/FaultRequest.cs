using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Control;

/// <summary>Body of <c>PUT /control/faults</c>.</summary>
internal sealed record FaultRequest(
    CosmosFaultKind Kind = CosmosFaultKind.Answer,
    int Status = StatusCodes.Status503ServiceUnavailable,
    int SubStatus = 0,
    int? Count = null,
    IReadOnlyList<CosmosOperation>? Operations = null,
    double DelayMs = 0,
    double RetryAfterMs = 10)
{
    public CosmosFault ToFault() => new()
    {
        Kind = Kind,
        Status = Status,
        SubStatus = SubStatus,
        Count = Count,
        Operations = Operations,
        Delay = TimeSpan.FromMilliseconds(DelayMs),
        RetryAfter = TimeSpan.FromMilliseconds(RetryAfterMs),
    };
}
