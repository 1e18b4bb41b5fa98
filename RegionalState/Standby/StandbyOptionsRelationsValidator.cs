using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>What the values mean to each other.</summary>
internal sealed class StandbyOptionsRelationsValidator : IValidateOptions<StandbyOptions>
{
    public ValidateOptionsResult Validate(string? name, StandbyOptions options)
    {
        var errors = new List<string>();
        if (options.HeartbeatInterval * 2 > options.StaleAfter)
        {
            errors.Add($"HeartbeatInterval ({options.HeartbeatInterval}) must fit twice into StaleAfter ({options.StaleAfter}); one late beat would make a region stale.");
        }

        if (options.IncarnationExpiry < options.StaleAfter)
        {
            errors.Add($"IncarnationExpiry ({options.IncarnationExpiry}) must not be shorter than StaleAfter ({options.StaleAfter}).");
        }

        if (options.CircuitBreak > options.StaleAfter)
        {
            errors.Add($"CircuitBreak ({options.CircuitBreak}) must not exceed StaleAfter ({options.StaleAfter}); a returning region waits for it.");
        }

        if (options.OldOwnEntryBound < options.OldEntryBound)
        {
            errors.Add($"OldOwnEntryBound ({options.OldOwnEntryBound}) must not be shorter than OldEntryBound ({options.OldEntryBound}).");
        }

        if (options.FoldOwnAfter < options.MinimumCopyAge)
        {
            errors.Add($"FoldOwnAfter ({options.FoldOwnAfter}) must not be shorter than MinimumCopyAge ({options.MinimumCopyAge}).");
        }

        if (options.MaxPendingPerTurn > options.MaxPendingPerConversation)
        {
            errors.Add($"MaxPendingPerTurn ({options.MaxPendingPerTurn}) must not exceed MaxPendingPerConversation ({options.MaxPendingPerConversation}).");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
