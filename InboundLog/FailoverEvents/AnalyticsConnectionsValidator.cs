using Microsoft.Extensions.Options;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>A topic needs a log that has it.</summary>
internal sealed class AnalyticsConnectionsValidator(AnalyticsConnections connections) : IValidateOptions<FailoverEventOptions>
{
    public ValidateOptionsResult Validate(string? name, FailoverEventOptions options) => connections.Logs.Count > 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Topic is {options.Topic}, and no log is named that has it: an edge has the settings InboundLog of its regions for that.");
}
