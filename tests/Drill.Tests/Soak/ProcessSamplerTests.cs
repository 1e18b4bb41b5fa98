using OrleansFailover.Drill.Soak;

namespace OrleansFailover.Drill.Tests.Soak;

public sealed class ProcessSamplerTests
{
    [Fact]
    public void Of_AProcessThatRuns_IsWhatItUses()
    {
        var sample = ProcessSampler.Of("tests", Environment.ProcessId, 1.5, TimeProvider.System.GetUtcNow())!;

        Assert.Equal(("tests", Environment.ProcessId, 1.5), (sample.Part, sample.Process, sample.Minutes));
        Assert.InRange(sample.AgeSeconds, 0, TimeSpan.FromHours(1).TotalSeconds);
        Assert.True(sample is { MemoryBytes: > 1 << 20, Threads: > 1, Handles: > 3 }, sample.ToString());
    }

    [Fact]
    public void Of_AProcessThatIsNoMore_IsNothing() => Assert.Null(ProcessSampler.Of("tests", int.MaxValue, 0, TimeProvider.System.GetUtcNow()));
}
