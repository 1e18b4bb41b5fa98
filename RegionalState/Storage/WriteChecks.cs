using Orleans.Storage;
using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>Turns outcomes of writes into what a grain sees, and keeps a grain whose last write is open from writing on.</summary>
internal static class WriteChecks
{
    /// <summary>Stands where an ETag was until the state is read again. No store gives out such an ETag.</summary>
    public const string UnusableETag = "!read-again";

    /// <exception cref="StoreWriteUnknownException">The outcome of the write before is not known and the state was not read since.</exception>
    public static void RequireUsableETag<TState>(StoreParts parts, StateName name, IGrainState<TState> grainState)
    {
        if (grainState.ETag == UnusableETag)
        {
            throw new StoreWriteUnknownException(
                $"State of conversation {name.Pseudonym} cannot be written in {parts.Region}: whether the write before is stored is not known. "
                + "Call ReadStateAsync first; it tells.");
        }
    }

    public static InconsistentStateException ETagLost(StoreParts parts, StateName name, string? expected, string? found)
    {
        parts.Metrics.ETagLost();
        parts.Logger.ETagLost(name.Pseudonym, parts.Region.Name, expected ?? "none", found ?? "none");
        return new InconsistentStateException(
            $"State of conversation {name.Pseudonym} changed in {parts.Region}: expected ETag {expected ?? "none"}, found {found ?? "none"}. "
            + "Nothing was written; read the state again and repeat the change.",
            found ?? "none",
            expected ?? "none");
    }

    /// <summary>The exception for an outcome that is neither accepted nor a lost ETag.</summary>
    public static OrleansException NotAccepted<TState>(
        StoreParts parts, StateName name, IGrainState<TState> grainState, int bytes, StoreWriteResult result)
    {
        switch (result.Outcome)
        {
            case StoreWriteOutcome.TooLarge:
                return new Documents.StateTooLargeException(
                    $"The store refused the state of {name.Pseudonym} in {parts.Region}: its document has {bytes} bytes and MaxDocumentBytes is "
                    + $"{parts.Options.MaxDocumentBytes}. Nothing was written. Lower MaxDocumentBytes below the store's limit and bound the state.");
            case StoreWriteOutcome.Refused:
                return new StoreRefusedException(
                    $"The store refused to write the state of {name.Pseudonym} in {parts.Region} ({result.Status}). Nothing was written. "
                    + "Check the container, the client's rights and its throughput.",
                    result.Cause);
            default:
                grainState.ETag = UnusableETag;
                parts.Metrics.OutcomeUnknown();
                parts.Logger.OutcomeUnknown(name.Pseudonym, parts.Region.Name, result.Status, result.Cause);
                return new StoreWriteUnknownException(
                    $"Whether the state of {name.Pseudonym} was written in {parts.Region} is not known ({result.Status}, bound {parts.Options.RequestTimeout}). "
                    + "Read the state again before the next write.",
                    result.Cause);
        }
    }
}
