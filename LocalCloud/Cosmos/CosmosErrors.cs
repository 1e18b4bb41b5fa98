namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>The errors of the protocol, with their sub-statuses.</summary>
internal static class CosmosErrors
{
    public const int SubStatusPartitionKeyMismatch = 1001;
    public const int SubStatusReadSessionNotAvailable = 1002;
    public const int SubStatusOwnerNotFound = 1003;

    public static CosmosResponse BadRequest(string message, int subStatus = 0) =>
        CosmosResponse.Error(StatusCodes.Status400BadRequest, "BadRequest", message, subStatus);

    public static CosmosResponse NotFound(string what, int subStatus = 0) =>
        CosmosResponse.Error(StatusCodes.Status404NotFound, "NotFound", $"{what} does not exist.", subStatus);

    public static CosmosResponse Conflict(string what) =>
        CosmosResponse.Error(StatusCodes.Status409Conflict, "Conflict", $"{what} exists already.");

    public static CosmosResponse TooLarge(long limit) =>
        CosmosResponse.Error(StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", $"A document has at most {limit} bytes.");

    public static CosmosResponse Unavailable(string message) =>
        CosmosResponse.Error(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", message);
}
