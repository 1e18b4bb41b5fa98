using System.Net;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>Reads the statuses of the Cosmos DB protocol.</summary>
internal static class StoreStatusPolicy
{
    // Sub-statuses of 404: the replica is behind the client's session, and the container (not the document) is not there. Neither of them
    // says that the document does not exist; taking one for that would make a known customer a new one.
    private const string ReadSessionNotAvailable = "1002";

    /// <param name="status">The HTTP status.</param>
    /// <param name="subStatus">The value of <c>x-ms-substatus</c>, or null.</param>
    public static StoreStatus Of(HttpStatusCode status, string? subStatus) => (int)status switch
    {
        200 or 201 or 204 => StoreStatus.Ok,
        404 when subStatus is null or "" or "0" => StoreStatus.Absent,
        404 when subStatus == ReadSessionNotAvailable => StoreStatus.Open,
        409 or 412 => StoreStatus.Conflict,
        413 => StoreStatus.TooLarge,
        429 or 449 => StoreStatus.Busy,
        400 or 401 or 403 or 404 => StoreStatus.Refused,
        // 408, 410 and 5xx, and whatever this build does not know.
        _ => StoreStatus.Open,
    };
}
