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

    /// <summary>
    /// How many messages a second one business number sends from one silo before they are spread. Default 80, what a number may do at first; 1 to 1000;
    /// 0: as many as come, until the channel refuses. What the users write may count too, so a refusal slows the number down in any case.
    /// </summary>
    [Range(0, 1000)]
    public int MessagesPerSecond { get; set; } = 80;

    /// <summary>How many messages one user gets at once. Default 45, what the channel takes; 1 to 45.</summary>
    [Range(1, 45)]
    public int PairBurst { get; set; } = 45;

    /// <summary>The time of one more message to the same user, once <see cref="PairBurst"/> were sent. Default 6 s, the channel's; 1 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan PairInterval { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How long a turn may wait for its pace; a reply that would wait longer is left to the conversation, which tries again when its time has come.
    /// Default 2 s; 0 to 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan LongestPace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often one reply of a paused number (its token, a permission or the account was refused) is tried. Default 30 s; 100 ms to 1 h. A new token ends the pause at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PauseInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after the user's last message a reply may have any form. Default 24 h, the channel's; 1 min to 24 h. Later the script's template is
    /// sent, or the reply is held.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ReplyWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// What the user sees of a message that was taken: <c>Nothing</c>, <c>Read</c> (default), or <c>ReadAndTyping</c>, which shows that an answer is
    /// being written, for scripts that take their time; the reply then waits for that, up to <see cref="AcknowledgeBound"/>.
    /// </summary>
    public Acknowledgement Acknowledge { get; set; } = Acknowledgement.Read;

    /// <summary>How long an acknowledgement may take. Default 1 s; 50 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan AcknowledgeBound { get; set; } = TimeSpan.FromSeconds(1);

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
