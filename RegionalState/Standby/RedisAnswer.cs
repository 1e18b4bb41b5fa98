namespace OrleansFailover.RegionalState.Standby;

/// <summary>What came of a call to a Redis that may be out of reach.</summary>
/// <param name="Answered">False when the Redis did not answer in time, failed, or is spared by its circuit.</param>
/// <param name="Value">The answer, if there is one.</param>
internal readonly record struct RedisAnswer<T>(bool Answered, T? Value);
