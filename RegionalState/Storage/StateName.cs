namespace OrleansFailover.RegionalState.Storage;

/// <summary>Which state of which grain.</summary>
internal readonly record struct StateName(string State, GrainId Grain)
{
    /// <summary>The grain key, which is the partition key.</summary>
    public string Key => Grain.Key.ToString()!;

    public string Pseudonym => Grains.Interfaces.Identity.Pseudonym.Of(Key);

    /// <summary>
    /// The id of an ordinary state's document. The colon keeps it apart from every region's name; characters that a document id must not hold are escaped.
    /// </summary>
    public string OrdinaryDocumentId => $"state:{Uri.EscapeDataString(Grain.Type.ToString()!)}:{Uri.EscapeDataString(State)}";
}
