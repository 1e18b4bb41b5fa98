using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>
/// Where secrets come from beside the environment and user secrets. Section <c>Secrets</c>, read at start. A vault's secret and a file give the
/// configuration key that they are named after, with two hyphens (vault) or two underscores (file) for a colon.
/// </summary>
public sealed class SecretSourceOptions
{
    public const string Section = "Secrets";

    /// <summary>A directory with one file a secret, read again within 5 s of a change. Empty (default): none. Takes the place of the environment's values.</summary>
    public string? Directory { get; set; }

    /// <summary>The https address of an Azure Key Vault, for example <c>https://name.vault.azure.net</c>. Empty (default): none. Takes the place of all others' values.</summary>
    public Uri? VaultUri { get; set; }

    /// <summary>Only the vault's secrets whose names begin so are read; the beginning is not part of the key. Empty (default): all.</summary>
    [RegularExpression("^[0-9A-Za-z-]{0,64}$")]
    public string VaultPrefix { get; set; } = "";

    /// <summary>
    /// How often the vault is read for changes. Default 30 s, 1 s to 30 s; together with <see cref="VaultTimeout"/> at most 1 min, so that a rotated secret is
    /// everywhere within a minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan VaultInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one reading of the vault may take. Default 10 s, 1 s to 59 s. The first one, at start, may take three times as long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:59")]
    public TimeSpan VaultTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Checks the attributes of <see cref="SecretSourceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SecretSourceOptionsValidator : IValidateOptions<SecretSourceOptions>;
