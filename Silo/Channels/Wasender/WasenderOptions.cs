using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Channels.Wasender;

/// <summary>How replies reach users through WASenderApi. Section <c>WhatsApp:Wasender</c>. The sessions are numbers of <c>BusinessNumbers</c> whose channel is <c>wasender</c>.</summary>
public sealed class WasenderOptions
{
    public const string Section = "WhatsApp:Wasender";

    /// <summary>The address of the API. Default <c>https://www.wasenderapi.com</c>. Plain http is taken on loopback, elsewhere only with <see cref="AllowHttp"/>.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://www.wasenderapi.com");

    /// <summary>Allows plain http, which shows the session's key to the network: for test systems. Default false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long one attempt may take, connecting included. Default 5 s; 100 ms to 1 min. A shorter time brings more replies into doubt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The time between two messages of one session. Default 5 s, what a session with account protection may send; one without it may send 256 a minute
    /// (240 ms). 0 to 1 h; 0: no pace but the one that the channel asks for.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SendInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a turn may wait for its pace; past that the reply is left to its conversation. Default 2 s; 0 to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan LongestPace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often one reply of a paused session (its key was refused, or it is logged out) is tried. Default 30 s; 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PauseInterval { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Checks the attributes of <see cref="WasenderOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class WasenderOptionsValidator : IValidateOptions<WasenderOptions>;
