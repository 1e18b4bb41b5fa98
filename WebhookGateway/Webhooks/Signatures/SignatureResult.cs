namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>What came of checking a signature.</summary>
/// <param name="Match">Over which form of the body, and under which secret of the app, it was right.</param>
/// <param name="App">The name of the app; null when it was wrong.</param>
internal readonly record struct SignatureResult(SignatureMatch Match, string? App)
{
    public bool IsRight => Match is not SignatureMatch.None;
}
