using OrleansFailover.OpsConsole.Http;

namespace OrleansFailover.OpsConsole.Regions;

/// <summary>One look at a host.</summary>
internal sealed record HostReading(HostState State, IReadOnlyList<PartReading> Parts)
{
    public static HostReading None { get; } = new(HostState.Unknown, []);

    /// <param name="response">Null: it did not answer.</param>
    public static HostReading Of(HostResponse? response)
    {
        if (response is null)
        {
            return new(HostState.Silent, []);
        }

        var answer = response.Read(HostJson.Default.HealthAnswer);
        var state = !response.IsSuccess ? HostState.Unhealthy
            : answer?.Status is "Healthy" ? HostState.Healthy
            : answer?.Status is "Degraded" ? HostState.Degraded
            : HostState.Unhealthy;
        return new(state, [.. (answer?.Parts ?? new Dictionary<string, PartAnswer>()).Select(part => new PartReading(part.Key, part.Value.Status ?? "Unhealthy", part.Value.Description))]);
    }
}
