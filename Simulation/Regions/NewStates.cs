using Orleans.Serialization.Activators;
using Orleans.Serialization.Serializers;

namespace OrleansFailover.Simulation.Regions;

/// <summary>Makes new states without the serializer's machinery.</summary>
internal sealed class NewStates : IActivatorProvider
{
    public static NewStates Instance { get; } = new();

    public IActivator<T> GetActivator<T>() => new Maker<T>();

    private sealed class Maker<T> : IActivator<T>
    {
        public T Create() => Activator.CreateInstance<T>();
    }
}
