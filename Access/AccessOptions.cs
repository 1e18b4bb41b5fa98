using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.Access;

/// <summary>Who may use what is not public: the operator's endpoints, the dashboard, the console. Section <c>Access</c>; read at start. With nothing set, nobody may.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>A secret of at least 16 characters whose bearer is an operator: for development and for tools. Empty (default): no such secret.</summary>
    [MinLength(16)]
    public string? Token { get; set; }

    /// <summary>
    /// The issuer of access tokens and of sign-ins: an <c>https</c> address with an OpenID Connect discovery document, such as
    /// <c>https://login.microsoftonline.com/{tenant}/v2.0</c>. Empty (default): none.
    /// </summary>
    public Uri? Authority { get; set; }

    /// <summary>The audience of access tokens: the id of the application's registration. Needed with <see cref="Authority"/>.</summary>
    public string? Audience { get; set; }

    /// <summary>The client id for sign-ins in a browser. Empty (default): pages are reached with <see cref="Token"/> alone.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret. Needed with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>How long a sign-in of a browser lasts. Default 8 h, 5 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromHours(8);
}
