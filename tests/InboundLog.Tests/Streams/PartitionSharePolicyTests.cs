using OrleansFailover.InboundLog.Streams;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class PartitionSharePolicyTests
{
    [Theory]
    [InlineData(1, 32)]
    [InlineData(3, 32)]
    [InlineData(5, 4)]
    [InlineData(7, 100)]
    public void Share_AnyCluster_EveryPartitionHasOneReaderAndTheLoadIsEven(int silos, int partitions)
    {
        var members = Members(silos);

        var shares = members.Select(member => PartitionSharePolicy.Share(members, partitions, member)).ToList();

        Assert.Equal(Enumerable.Range(0, partitions), shares.SelectMany(share => share).Order());
        Assert.InRange(shares.Max(share => share.Count) - shares.Min(share => share.Count), 0, 1);
    }

    [Fact]
    public void Share_MembersInAnotherOrder_IsTheSame()
    {
        var members = Members(4);

        Assert.Equal(PartitionSharePolicy.Share(members, 32, members[1]), PartitionSharePolicy.Share([.. members.Reverse()], 32, members[1]));
    }

    [Fact]
    public void Share_OneSiloGone_MostPartitionsStay()
    {
        var before = Members(4);
        var after = before.Skip(1).ToArray();

        var stayed = after.Sum(member => PartitionSharePolicy.Share(before, 64, member).Intersect(PartitionSharePolicy.Share(after, 64, member)).Count());

        // 48 is all of them.
        Assert.True(stayed >= 40, $"{stayed} of 48 partitions stayed.");
    }

    [Fact]
    public void Share_NotAMember_IsEmpty() => Assert.Empty(PartitionSharePolicy.Share(Members(3), 8, 12345));

    private static int[] Members(int count) => [.. Enumerable.Range(1, count).Select(silo => silo * 7919)];
}
