using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>An RSA key of a zone, 3072 to 4096 bits. The public half is the same in every region; the private one is named in home regions alone.</summary>
public sealed class ZoneKeyOptions
{
    /// <summary><c>Current</c> (seals and opens; exactly one), <c>Accepted</c> (default; opens) or <c>Retired</c> (opens nothing any more).</summary>
    [EnumDataType(typeof(ZoneKeyUse))]
    public ZoneKeyUse Use { get; set; } = ZoneKeyUse.Accepted;

    /// <summary>The public half as PEM (<c>BEGIN PUBLIC KEY</c>). Either this or <see cref="PublicKeyFile"/>.</summary>
    public string? PublicKey { get; set; }

    /// <summary>A file with the public half as PEM. Either this or <see cref="PublicKey"/>.</summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>
    /// In home regions: a file with the private half as PEM (<c>BEGIN PRIVATE KEY</c>, not encrypted), for development. Either this or
    /// <see cref="VaultKey"/>, for keys that open.
    /// </summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>
    /// In home regions: the https address of the key in Azure Key Vault, with its version, for example
    /// <c>https://name.vault.azure.net/keys/residency-eu/0123456789abcdef0123456789abcdef</c>. The private half never leaves the vault. Either this or
    /// <see cref="PrivateKeyFile"/>, for keys that open.
    /// </summary>
    public Uri? VaultKey { get; set; }
}
