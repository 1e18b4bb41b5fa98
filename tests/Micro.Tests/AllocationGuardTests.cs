using OrleansFailover.Deploy.Tests.Support;
using OrleansFailover.Micro.Guard;
using OrleansFailover.Micro.Operations;

namespace OrleansFailover.Micro.Tests;

/// <summary>
/// What the small operations of every message allocate, against the counts in bench/Micro/allocations.json. After a change that is meant:
/// <c>UPDATE_BASELINE=1 dotnet test --project tests/Micro.Tests -c Release</c>, and look at what changed.
/// </summary>
public sealed class AllocationGuardTests
{
    private const string Unoptimised = "Counts are those of a Release build: ./test, or dotnet test -c Release.";

    public static bool IsOptimised =>
#if DEBUG
        false;
#else
        true;
#endif

    private static string BaselineFile { get; } = Repository.PathOf("bench", "Micro", "allocations.json");

    public static TheoryData<string> Names { get; } = [.. MicroOperations.All.Select(operation => operation.Name)];

    [Theory(Skip = Unoptimised, SkipUnless = nameof(IsOptimised))]
    [MemberData(nameof(Names))]
    public void Count_EveryOperation_IsThatOfTheBaseline(string name)
    {
        Assert.SkipWhen(IsUpdating, "The baseline is being written.");
        var counted = AllocationCount.Of(MicroOperations.Of(name));
        var baseline = AllocationBaseline.Read(BaselineFile);

        var verdict = baseline.Judge(name, counted);

        Assert.True(
            verdict is AllocationVerdict.Same,
            $"'{name}' allocates {counted} bytes; the baseline says {(baseline.Bytes.TryGetValue(name, out var expected) ? expected : "nothing")}. "
            + "If that is meant, write the baseline anew with UPDATE_BASELINE=1.");
    }

    [Fact(Skip = Unoptimised, SkipUnless = nameof(IsOptimised))]
    public void Baseline_WhenAsked_IsWrittenAnewAndNamesEveryOperation()
    {
        if (IsUpdating)
        {
            AllocationBaseline.Write(BaselineFile, MicroOperations.All.Select(operation => KeyValuePair.Create(operation.Name, AllocationCount.Of(operation))));
        }

        Assert.Equal(
            MicroOperations.All.Select(operation => operation.Name).Order(StringComparer.Ordinal),
            AllocationBaseline.Read(BaselineFile).Bytes.Keys.Order(StringComparer.Ordinal));
    }

    // The control: one object more, of the smallest kind that somebody may add without a thought.
    [Theory(Skip = Unoptimised, SkipUnless = nameof(IsOptimised))]
    [InlineData(WebhookOperations.Signature, 64)]
    [InlineData("envelope, encode", 160)]
    [InlineData(WebhookOperations.ParseOne, 320)]
    public void Count_OperationThatAllocatesMore_IsFound(string name, int more)
    {
        var operation = MicroOperations.Of(name);
        var baseline = new AllocationBaseline(new Dictionary<string, long> { [name] = AllocationCount.Of(operation) });
        var wasteful = operation with { Run = () => (operation.Run(), new byte[more]) };

        Assert.Equal(AllocationVerdict.Same, baseline.Judge(name, AllocationCount.Of(operation)));
        Assert.Equal(AllocationVerdict.More, baseline.Judge(name, AllocationCount.Of(wasteful)));
    }

    [Fact]
    public void Judge_FarLess_SaysSo() =>
        Assert.Equal(AllocationVerdict.Less, new AllocationBaseline(new Dictionary<string, long> { ["x"] = 1000 }).Judge("x", 800));

    [Fact]
    public void Judge_NotInTheBaseline_IsUnknown() =>
        Assert.Equal(AllocationVerdict.Unknown, new AllocationBaseline(new Dictionary<string, long>()).Judge("x", 0));

    [Fact(Skip = Unoptimised, SkipUnless = nameof(IsOptimised))]
    public void Signature_RightOne_AllocatesNothing() => Assert.Equal(0, AllocationCount.Of(MicroOperations.Of(WebhookOperations.Signature)));

    [Theory(Skip = Unoptimised, SkipUnless = nameof(IsOptimised))]
    [InlineData(WebhookOperations.ParseOne, 2)]
    [InlineData(WebhookOperations.ParseMany, 3.3)]
    public void Parse_TextMessages_AllocatesAFewTimesThePayload(string name, double times)
    {
        var operation = MicroOperations.Of(name);

        Assert.InRange(AllocationCount.Of(operation), 1, times * operation.PayloadBytes);
    }

    private static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_BASELINE") == "1";
}
