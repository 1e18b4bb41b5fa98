namespace OrleansFailover.Grains.Interfaces.Tests.Regional;

/// <summary>An invariant of the model does not hold.</summary>
internal sealed class ModelException(string message) : Exception(message);
