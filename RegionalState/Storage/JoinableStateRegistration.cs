namespace OrleansFailover.RegionalState.Storage;

/// <summary>The joinable state of a storage, as registered.</summary>
internal sealed record JoinableStateRegistration(string Storage, Type State);
