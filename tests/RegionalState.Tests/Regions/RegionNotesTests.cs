using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class RegionNotesTests
{
    [Fact]
    public async Task Read_Written_IsThereForThisRegionAlone()
    {
        await using var regions = new TwoRegions();
        var notes = regions.A.Get<IRegionNotes>();

        Assert.Equal(new RegionNote(true, null), await notes.ReadAsync("n", Token));
        Assert.True(await notes.WriteAsync("n", "first", TimeSpan.FromMinutes(1), Token));
        Assert.True(await notes.WriteAsync("n", "second", TimeSpan.FromMinutes(1), Token));

        Assert.Equal(new RegionNote(true, "second"), await notes.ReadAsync("n", Token));
        Assert.Equal(new RegionNote(true, null), await regions.B.Get<IRegionNotes>().ReadAsync("n", Token));
        Assert.InRange((await regions.A.Redis.KeyTimeToLiveAsync(regions.A.Keys.Note("n")))!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Read_RedisOutOfReach_SaysThatItDidNotAnswer()
    {
        await using var regions = new TwoRegions();
        regions.RedisA.Stop();
        var notes = regions.A.Get<IRegionNotes>();

        Assert.False((await notes.ReadAsync("n", Token)).Answered);
        Assert.False(await notes.WriteAsync("n", "text", TimeSpan.FromMinutes(1), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
