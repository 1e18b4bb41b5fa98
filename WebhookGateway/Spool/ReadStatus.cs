namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>What stands at a place of a segment.</summary>
internal enum ReadStatus
{
    /// <summary>A whole record.</summary>
    Record,

    /// <summary>Nothing more.</summary>
    End,

    /// <summary>No whole record, up to the end: what a write leaves that did not come to its end.</summary>
    Torn,

    /// <summary>No whole record, and something behind it.</summary>
    Damaged,
}
