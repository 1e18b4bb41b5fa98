namespace OrleansFailover.Micro.Operations;

/// <summary>All operations, by name. The benchmarks time them, the guard counts what they allocate.</summary>
internal static class MicroOperations
{
    public static IReadOnlyList<MicroOperation> All { get; } =
    [
        .. WebhookOperations.All(),
        .. EnvelopeOperations.All(),
        .. StateOperations.All(),
        .. SealingOperations.All(),
    ];

    public static MicroOperation Of(string name) => All.First(operation => operation.Name == name);
}
