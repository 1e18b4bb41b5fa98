namespace OrleansFailover.RegionalState.Tests.Storage;

[Alias("test-note-grain")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task Add(string note);

    [Alias("Notes")]
    Task<IReadOnlyList<string>> Notes();

    [Alias("Activation")]
    Task<Guid> Activation();

    [Alias("Deactivate")]
    Task Deactivate();
}
