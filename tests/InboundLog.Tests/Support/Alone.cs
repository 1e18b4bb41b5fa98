namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>Tests that measure time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
