using System.Security.Cryptography;

namespace OrleansFailover.Drill.Cluster;

/// <summary>The secrets that the channel and the topology share for one run.</summary>
/// <param name="AppSecret">Signs webhooks.</param>
/// <param name="VerifyToken">Registers the webhook.</param>
/// <param name="AccessToken">Sends replies.</param>
/// <param name="PseudonymKey">Hashes conversation ids in logs, base64.</param>
public sealed record ChannelSecrets(string AppSecret, string VerifyToken, string AccessToken, string PseudonymKey)
{
    /// <summary>The key of the masks that stand for the ids of restricted senders, the same in every region. Default: one nobody has seen before.</summary>
    public string IdKey { get; init; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Secrets nobody has seen before.</summary>
    public static ChannelSecrets Draw() => new(Hex(), Hex(), Hex(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>
    /// The secrets of a real app, from <c>WHATSAPP_APP_SECRET</c>, <c>WHATSAPP_VERIFY_TOKEN</c> and <c>WHATSAPP_ACCESS_TOKEN</c>: a command line would
    /// show them to everybody on the machine.
    /// </summary>
    /// <exception cref="StartException">One of them is not set; the message names it.</exception>
    public static ChannelSecrets FromEnvironment(Func<string, string?> read) =>
        Draw() with
        {
            AppSecret = Required(read, "WHATSAPP_APP_SECRET"),
            VerifyToken = Required(read, "WHATSAPP_VERIFY_TOKEN"),
            AccessToken = Required(read, "WHATSAPP_ACCESS_TOKEN"),
        };

    /// <summary>Those of them that a channel needs which stands in for the Cloud API: what signs webhooks and what sends carry.</summary>
    /// <inheritdoc cref="FromEnvironment"/>
    public static ChannelSecrets OfChannel(Func<string, string?> read) =>
        Draw() with { AppSecret = Required(read, "WHATSAPP_APP_SECRET"), AccessToken = Required(read, "WHATSAPP_ACCESS_TOKEN") };

    private static string Required(Func<string, string?> read, string name) =>
        read(name) is { Length: > 0 } value
            ? value
            : throw new StartException("channel", $"the environment variable {name} is not set; the secrets of an app that is there already are read from the environment.");

    private static string Hex() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
