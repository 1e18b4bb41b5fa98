using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>The operator's endpoints. Section <c>Admin</c>; read at start.</summary>
internal sealed class AdminOptions
{
    public const string Section = "Admin";

    /// <summary>The bearer token of <c>/admin</c>, a secret of at least 16 characters. Empty (default): there are no such endpoints.</summary>
    [MinLength(16)]
    public string? Token { get; set; }
}
