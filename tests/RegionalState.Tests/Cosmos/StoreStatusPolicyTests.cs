using System.Net;
using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Tests.Cosmos;

public class StoreStatusPolicyTests
{
    [Theory]
    [InlineData(200, null, nameof(StoreStatus.Ok))]
    [InlineData(201, null, nameof(StoreStatus.Ok))]
    [InlineData(404, null, nameof(StoreStatus.Absent))]
    [InlineData(404, "0", nameof(StoreStatus.Absent))]
    [InlineData(404, "1002", nameof(StoreStatus.Open))]
    [InlineData(404, "1003", nameof(StoreStatus.Refused))]
    [InlineData(409, null, nameof(StoreStatus.Conflict))]
    [InlineData(412, null, nameof(StoreStatus.Conflict))]
    [InlineData(413, null, nameof(StoreStatus.TooLarge))]
    [InlineData(429, "3200", nameof(StoreStatus.Busy))]
    [InlineData(449, null, nameof(StoreStatus.Busy))]
    [InlineData(401, null, nameof(StoreStatus.Refused))]
    [InlineData(403, "3", nameof(StoreStatus.Refused))]
    [InlineData(408, null, nameof(StoreStatus.Open))]
    [InlineData(410, null, nameof(StoreStatus.Open))]
    [InlineData(500, null, nameof(StoreStatus.Open))]
    [InlineData(503, null, nameof(StoreStatus.Open))]
    public void Of_EachStatus_MeansWhatTheProtocolSays(int status, string? subStatus, string expected) =>
        Assert.Equal(expected, StoreStatusPolicy.Of((HttpStatusCode)status, subStatus).ToString());
}
