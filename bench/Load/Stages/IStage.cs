using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>A part of the benchmark that starts what it needs, measures, and ends it.</summary>
internal interface IStage
{
    string Name { get; }

    Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken);
}
