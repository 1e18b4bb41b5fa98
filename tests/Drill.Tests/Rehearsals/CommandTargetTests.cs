using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Rehearsals;

namespace OrleansFailover.Drill.Tests.Rehearsals;

public class CommandTargetTests
{
    [Fact]
    public async Task Kill_ACommand_TellsWhatItSaidAndOneThatFailsEndsTheRehearsal()
    {
        List<string> told = [];
        await new CommandTarget("echo gone; echo really >&2", null, told.Add).KillAsync("eastus");
        Assert.Equal(["  gone", "  really"], told);

        var failure = await Assert.ThrowsAsync<StartException>(() => new CommandTarget("exit 3", null, told.Add).KillAsync("eastus"));
        Assert.Contains("'exit 3' ended with 3.", failure.Message, StringComparison.Ordinal);
    }
}
