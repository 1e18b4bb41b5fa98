using System.Diagnostics.Metrics;

namespace OrleansFailover.BusinessNumbers;

/// <summary>What is counted of business numbers and their secrets.</summary>
public sealed class NumbersMetrics
{
    public const string MeterName = "OrleansFailover.BusinessNumbers";

    private readonly Counter<long> reloads;
    private readonly Counter<long> tokens;
    private readonly Counter<long> vault;

    public NumbersMetrics(IMeterFactory meterFactory)
    {
        ArgumentNullException.ThrowIfNull(meterFactory);
        var meter = meterFactory.Create(MeterName);
        reloads = meter.CreateCounter<long>("numbers.reloads", "{reload}", "Configurations of business numbers that were read, by outcome.");
        tokens = meter.CreateCounter<long>("numbers.tokens_refused", "{request}", "Requests whose access token the channel refused, by number and by whether a newer one was there.");
        vault = meter.CreateCounter<long>("numbers.vault_reads", "{read}", "Reads of the vault, by outcome.");
    }

    /// <summary>A changed configuration is in use.</summary>
    public void Reloaded() => reloads.Add(1, new KeyValuePair<string, object?>("outcome", "applied"));

    /// <summary>A configuration with errors was not taken.</summary>
    public void ReloadRefused() => reloads.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));

    /// <summary>The channel refused an access token.</summary>
    public void TokenRefused(string number, bool newer) =>
        tokens.Add(1, new KeyValuePair<string, object?>("number", number), new KeyValuePair<string, object?>("newer", newer));

    /// <summary>The vault was read, or did not answer.</summary>
    public void VaultRead(bool read) => vault.Add(1, new KeyValuePair<string, object?>("outcome", read ? "read" : "failed"));
}
