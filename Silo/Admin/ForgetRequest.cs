using System.ComponentModel;

namespace OrleansFailover.Silo.Admin;

/// <summary>Whose conversation is to be forgotten.</summary>
internal sealed record ForgetRequest
{
    [Description("The business number that was written to: the channel's id of it, or its name in the configuration.")]
    public string? BusinessNumber { get; init; }

    [Description("The user: a phone number with its country code, or a business-scoped id.")]
    public string? User { get; init; }
}
