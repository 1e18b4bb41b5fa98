using BenchmarkDotNet.Attributes;
using OrleansFailover.Micro.Operations;

namespace OrleansFailover.Micro;

/// <summary>Times every operation, and counts what it allocates.</summary>
[MemoryDiagnoser]
public class OperationBenchmarks
{
    private Func<object?> _run = () => null;

    /// <summary>The names of all operations.</summary>
    public static IEnumerable<string> Operations => MicroOperations.All.Select(operation => operation.Name);

    /// <summary>The operation to time.</summary>
    [ParamsSource(nameof(Operations))]
    public string Operation { get; set; } = "";

    /// <summary>Finds it.</summary>
    [GlobalSetup]
    public void Find() => _run = MicroOperations.Of(Operation).Run;

    /// <summary>Does it once.</summary>
    [Benchmark]
    public object? Once() => _run();
}
