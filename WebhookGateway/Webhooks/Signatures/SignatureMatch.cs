namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>Over which form of the body, and under which secret, a signature was right.</summary>
internal enum SignatureMatch
{
    None,
    RawCurrent,
    RawPrevious,
    EscapedCurrent,
    EscapedPrevious,
}
