namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>One write: who wrote it and its counter. Unique for ever, also when a region loses writes and counts on from an older state.</summary>
/// <param name="Writer">One activation of a grain, under a name drawn anew at each read from the store.</param>
/// <param name="Counter">One more than every counter the written state held.</param>
[GenerateSerializer, Immutable, Alias("version-stamp")]
public readonly record struct VersionStamp([property: Id(0)] string Writer, [property: Id(1)] long Counter)
{
    /// <summary><c>writer:counter</c></summary>
    public override string ToString() => $"{Writer}:{Counter}";
}
