namespace OrleansFailover.Micro.Operations;

/// <summary>One small thing that is done for every message.</summary>
/// <param name="Name">Its name in the table and in the baseline.</param>
/// <param name="PayloadBytes">How many bytes it works on.</param>
/// <param name="Run">Does it once; returns something of what came out, so that nothing of it can be left away.</param>
internal sealed record MicroOperation(string Name, int PayloadBytes, Func<object?> Run)
{
    public override string ToString() => Name;
}
