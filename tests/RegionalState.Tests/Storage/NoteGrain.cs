namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>A grain with nothing special in it: it shows that the storage is an ordinary one to Orleans.</summary>
internal sealed class NoteGrain([PersistentState("note", "regional")] IPersistentState<NoteState> state) : Grain, INoteGrain
{
    private readonly Guid activation = Guid.NewGuid();

    public async Task Add(string note)
    {
        state.State = state.State.Add(note);
        await state.WriteStateAsync();
    }

    public Task<IReadOnlyList<string>> Notes() => Task.FromResult<IReadOnlyList<string>>([.. state.State.Notes]);

    public Task<Guid> Activation() => Task.FromResult(activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
