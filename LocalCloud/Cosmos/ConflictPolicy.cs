namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>
/// Last writer wins on <c>_ts</c>, as an account with writes in every region resolves a conflict by default: a delete wins over
/// everything, then the higher <c>_ts</c>, then the region that comes first in the account.
/// </summary>
internal static class ConflictPolicy
{
    public static bool FirstWins(DocumentVersion first, DocumentVersion second)
    {
        if (first.IsTombstone != second.IsTombstone)
        {
            return first.IsTombstone;
        }

        if (first.Timestamp != second.Timestamp)
        {
            return first.Timestamp > second.Timestamp;
        }

        return first.Origin != second.Origin ? first.Origin < second.Origin : first.OriginSequence > second.OriginSequence;
    }
}
