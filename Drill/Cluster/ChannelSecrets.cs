using System.Security.Cryptography;

namespace OrleansFailover.Drill.Cluster;

/// <summary>The secrets that the channel and the topology share for one run.</summary>
/// <param name="AppSecret">Signs webhooks.</param>
/// <param name="VerifyToken">Registers the webhook.</param>
/// <param name="AccessToken">Sends replies.</param>
/// <param name="PseudonymKey">Hashes conversation ids in logs, base64.</param>
public sealed record ChannelSecrets(string AppSecret, string VerifyToken, string AccessToken, string PseudonymKey)
{
    /// <summary>Secrets nobody has seen before.</summary>
    public static ChannelSecrets Draw() => new(Hex(), Hex(), Hex(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    private static string Hex() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
