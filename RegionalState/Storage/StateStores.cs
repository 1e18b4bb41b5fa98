using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>
/// The state stores of one storage, one a state type. A joinable state's documents are named by region alone, so a storage holds exactly one
/// joinable state: the registered type, else the first that is used; of one grain type under one name.
/// </summary>
internal sealed class StateStores(StoreParts parts)
{
    private readonly ConcurrentDictionary<Type, object> stores = new();
    private readonly Lock binding = new();
    private Type? joinableType;
    private (GrainType Grain, string State)? joinableName;

    public IStateStore<TState> For<TState>(StateName name)
    {
        var store = (IStateStore<TState>)stores.GetOrAdd(typeof(TState), Create);
        if (store is IFoldTarget)
        {
            RequireOneName(name);
        }

        return store;
    }

    /// <summary>Names the joinable state of this storage before the first grain does.</summary>
    public void Bind(Type joinable) => stores.GetOrAdd(joinable, Create);

    /// <exception cref="InvalidOperationException">No joinable state was registered or used yet.</exception>
    public IFoldTarget FoldTarget() =>
        joinableType is { } type ? (IFoldTarget)stores.GetOrAdd(type, Create)
        : throw new InvalidOperationException(
            $"Storage {parts.Storage} does not know its joinable state yet. Register it: AddRegionalCosmosGrainStorage<TState>(\"{parts.Storage}\", ...).");

    private static bool IsJoinable(Type type) =>
        type.IsClass && type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IJoinableState<>) && face.GetGenericArguments()[0] == type);

    private object Create(Type type)
    {
        if (!IsJoinable(type))
        {
            return Activator.CreateInstance(typeof(OrdinaryStateStore<>).MakeGenericType(type), parts)!;
        }

        lock (binding)
        {
            if (joinableType is { } bound && bound != type)
            {
                throw new InvalidOperationException(
                    $"Storage {parts.Storage} holds the joinable state {bound.Name}; {type.Name} needs a storage with a container of its own.");
            }

            joinableType = type;
        }

        return Activator.CreateInstance(typeof(JoinableStateStore<>).MakeGenericType(type), parts)!;
    }

    private void RequireOneName(StateName name)
    {
        lock (binding)
        {
            joinableName ??= (name.Grain.Type, name.State);
            if (joinableName.Value != (name.Grain.Type, name.State))
            {
                throw new InvalidOperationException(
                    $"Storage {parts.Storage} holds the joinable state {joinableName.Value.State} of grain type {joinableName.Value.Grain}; "
                    + $"{name.State} of {name.Grain.Type} would share its documents and needs a storage with a container of its own.");
            }
        }
    }
}
