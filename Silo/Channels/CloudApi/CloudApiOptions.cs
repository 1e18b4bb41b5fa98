using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>How replies reach the WhatsApp Cloud API. Section <c>WhatsApp:CloudApi</c>.</summary>
public sealed class CloudApiOptions
{
    public const string Section = "WhatsApp:CloudApi";

    /// <summary>The address before the version. Default <c>https://graph.facebook.com</c>. Plain http is taken on loopback, elsewhere only with <see cref="AllowHttp"/>.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://graph.facebook.com");

    /// <summary>Allows plain http, which shows the access token to the network: for test systems. Default false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>The version of the Graph API. Default <c>v26.0</c>.</summary>
    [Required, RegularExpression(@"^v[0-9]{1,3}\.[0-9]{1,2}$")]
    public string Version { get; set; } = "v26.0";

    /// <summary>The access token of business numbers that <see cref="AccessTokens"/> does not name. A secret. May be empty when every number has its own, here or in <c>BusinessNumbers</c>. May change while the process runs.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>Access tokens by the channel's id of the business number. Secrets. Default: empty. May change while the process runs.</summary>
    public IDictionary<string, string> AccessTokens { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long one attempt may take, connecting included. Default 5 s; 100 ms to 1 min. A shorter time brings more replies into doubt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one reply may take with all attempts and waits. Default 12 s; 100 ms to 5 min; not less than <see cref="AttemptTimeout"/>. The turn waits for it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How often a reply that certainly did not arrive is tried again within <see cref="TotalTimeout"/>. Default 4; 0: never; up to 10.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>The wait before the first retry; it doubles with each one, give or take a half. Default 250 ms; 1 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Shows each reply as an answer that quotes the user's message. Default false.</summary>
    public bool QuoteMessage { get; set; }

    /// <summary>
    /// How often a token that is not sent with is tried against the channel, by a read of its number, or of its owner where it is not known for which number it
    /// is. One that was refused is tried after 1 min at the latest. Default 5 min, 15 s to 1 h; 0: never, and then only sends show whether a token is good.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The address of a business number.</summary>
    internal string AddressOf(string businessNumberId) => $"{BaseAddress.AbsoluteUri.TrimEnd('/')}/{Version}/{Uri.EscapeDataString(businessNumberId)}";
}
