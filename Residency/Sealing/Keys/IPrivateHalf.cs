namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>The private half of a zone's key. Safe for concurrent use.</summary>
internal interface IPrivateHalf
{
    /// <summary>Where it is, for metrics: <c>file</c> or <c>vault</c>.</summary>
    string Kind { get; }

    /// <summary>Unwraps a data key. Never throws but for the token.</summary>
    Task<UnwrapResult> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken);
}
