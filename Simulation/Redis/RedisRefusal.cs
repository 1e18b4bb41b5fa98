namespace OrleansFailover.Simulation.Redis;

/// <summary>A simulated Redis does not know a command, or a script failed.</summary>
internal sealed class RedisRefusal(string message) : Exception(message);
