using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class ConflictPolicyTests
{
    [Fact]
    public void FirstWins_Delete_WinsOverNewerWrite() => Assert.True(ConflictPolicy.FirstWins(Version(1, 1, deleted: true), Version(9, 0)));

    [Fact]
    public void FirstWins_NewerTimestamp_Wins() => Assert.True(ConflictPolicy.FirstWins(Version(9, 1), Version(1, 0)));

    [Fact]
    public void FirstWins_SameTimestamp_EarlierRegionOfTheAccountWins() => Assert.True(ConflictPolicy.FirstWins(Version(5, 0), Version(5, 1)));

    [Theory]
    [InlineData(1, 0, 9, 0)]
    [InlineData(5, 1, 5, 0)]
    public void FirstWins_Loser_Loses(long first, int firstOrigin, long second, int secondOrigin) =>
        Assert.False(ConflictPolicy.FirstWins(Version(first, firstOrigin), Version(second, secondOrigin)));

    private static DocumentVersion Version(long timestamp, int origin, bool deleted = false) => new()
    {
        Key = new DocumentKey("\"p", "a"),
        Body = deleted ? null : [],
        Etag = "e",
        ResourceId = "r",
        Timestamp = timestamp,
        ExpiresAt = 0,
        Origin = origin,
        OriginSequence = 1,
        Vector = [0, 0],
    };
}
