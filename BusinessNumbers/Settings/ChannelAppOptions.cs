namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>One app of the channel: what its webhooks are signed with, and what registers them.</summary>
public sealed class ChannelAppOptions
{
    /// <summary>The app secret, the key of its signatures. A secret of at least 8 characters. Required by gateways.</summary>
    public string AppSecret { get; set => field = value ?? ""; } = "";

    /// <summary>The app secret before the last rotation; accepted too. Empty (default): none.</summary>
    public string? PreviousAppSecret { get; set; }

    /// <summary>The token that the channel sends when the address <c>/webhook/{app}</c> (or <c>/webhook</c>) is verified. A secret of at least 8 characters. Required by gateways.</summary>
    public string VerifyToken { get; set => field = value ?? ""; } = "";

    /// <summary>The verify token before the last rotation; accepted too. Empty (default): none.</summary>
    public string? PreviousVerifyToken { get; set; }
}
