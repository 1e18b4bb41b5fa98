using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>Reads the halves of a zone's key from where the options say.</summary>
internal static class ZoneKeyReader
{
    private const int MinBits = 3072;
    private const int MaxBits = 4096;
    private const int VaultKeySegments = 4;
    private const string PublicLabel = "PUBLIC KEY";
    private const string PrivateLabel = "PRIVATE KEY";

    /// <summary>What is wrong with a key, for a region that is home to its zone or not. Names files, never what is in them.</summary>
    public static IEnumerable<string> Errors(ZoneKeyOptions key, bool isHome)
    {
        var publicHalf = TryReadPublic(key, out var fault);
        if (publicHalf is null)
        {
            yield return fault;
        }

        using (publicHalf)
        {
            foreach (var error in isHome ? HomeErrors(key, publicHalf) : AwayErrors(key))
            {
                yield return error;
            }
        }
    }

    /// <summary>The name of the key; null when its public half cannot be read.</summary>
    public static KeyId? TryIdOf(ZoneKeyOptions key)
    {
        using var publicHalf = TryReadPublic(key, out _);
        return publicHalf is null ? null : IdOf(publicHalf);
    }

    public static KeyId IdOf(RSA publicHalf) => KeyId.Of(publicHalf.ExportSubjectPublicKeyInfo());

    /// <summary>The public half; null when it cannot be read.</summary>
    public static RSA? TryReadPublic(ZoneKeyOptions key, out string fault)
    {
        if (string.IsNullOrEmpty(key.PublicKey) == string.IsNullOrEmpty(key.PublicKeyFile))
        {
            fault = "exactly one of PublicKey and PublicKeyFile must be set.";
            return null;
        }

        var source = string.IsNullOrEmpty(key.PublicKeyFile) ? "PublicKey" : $"PublicKeyFile '{key.PublicKeyFile}'";
        byte[]? text = null;
        try
        {
            text = string.IsNullOrEmpty(key.PublicKeyFile) ? Encoding.UTF8.GetBytes(key.PublicKey!) : File.ReadAllBytes(key.PublicKeyFile);
            return TryImport(text, PublicLabel, source, out fault);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"{source} cannot be read.";
            return null;
        }
        finally
        {
            // Should it be a private half by mistake.
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>The private half of a file; null when it cannot be read.</summary>
    public static RSA? TryReadPrivate(string file, out string fault)
    {
        byte[]? text = null;
        try
        {
            text = File.ReadAllBytes(file);
            return TryImport(text, PrivateLabel, $"PrivateKeyFile '{file}'", out fault);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"PrivateKeyFile '{file}' cannot be read.";
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static IEnumerable<string> AwayErrors(ZoneKeyOptions key)
    {
        if (!string.IsNullOrEmpty(key.PrivateKeyFile) || key.VaultKey is not null)
        {
            yield return "PrivateKeyFile and VaultKey are for home regions, and this region is none: it must not be able to open what it seals.";
        }
    }

    private static IEnumerable<string> HomeErrors(ZoneKeyOptions key, RSA? publicHalf)
    {
        var (hasFile, hasVault) = (!string.IsNullOrEmpty(key.PrivateKeyFile), key.VaultKey is not null);
        if (key.Use is ZoneKeyUse.Retired)
        {
            if (hasFile || hasVault)
            {
                yield return "a key with Use Retired opens nothing; PrivateKeyFile and VaultKey must not be set.";
            }

            yield break;
        }

        if (hasFile == hasVault)
        {
            yield return $"exactly one of PrivateKeyFile and VaultKey must be set: this region is home to the zone, and a key with Use {key.Use} opens.";
            yield break;
        }

        if (hasVault && !IsVaultKey(key.VaultKey!))
        {
            yield return $"VaultKey ({key.VaultKey}) must be https://<vault>/keys/<name>/<version>.";
        }

        if (hasFile)
        {
            using var privateHalf = TryReadPrivate(key.PrivateKeyFile!, out var fault);
            if (privateHalf is null)
            {
                yield return fault;
            }
            else if (publicHalf is not null && IdOf(privateHalf) != IdOf(publicHalf))
            {
                yield return $"PrivateKeyFile '{key.PrivateKeyFile}' is not the private half of this public key.";
            }
        }
    }

    private static bool IsVaultKey(Uri key) =>
        key.IsAbsoluteUri && key.Scheme == Uri.UriSchemeHttps && key.Query.Length == 0
        && key.Segments.Length == VaultKeySegments && key.Segments[1] == "keys/" && key.Segments[2].EndsWith('/') && !key.Segments[3].EndsWith('/');

    private static RSA? TryImport(ReadOnlySpan<byte> text, string label, string source, out string fault)
    {
        fault = $"{source} is no PEM text of a {label}.";
        if (!PemEncoding.TryFindUtf8(text, out var fields))
        {
            return null;
        }

        if (!text[fields.Label].SequenceEqual(Encoding.ASCII.GetBytes(label)))
        {
            fault = label == PublicLabel && text[fields.Label].EndsWith("PRIVATE KEY"u8)
                ? $"{source} holds a private half. It must not be in the configuration; a public half is asked for."
                : fault;
            return null;
        }

        var decoded = new byte[fields.DecodedDataLength];
        var rsa = RSA.Create();
        try
        {
            if (System.Buffers.Text.Base64.DecodeFromUtf8(text[fields.Base64Data], decoded, out _, out var written) is not System.Buffers.OperationStatus.Done)
            {
                return null;
            }

            if (label == PublicLabel)
            {
                rsa.ImportSubjectPublicKeyInfo(decoded.AsSpan(0, written), out _);
            }
            else
            {
                rsa.ImportPkcs8PrivateKey(decoded.AsSpan(0, written), out _);
            }

            if (rsa.KeySize is >= MinBits and <= MaxBits && rsa.KeySize % 8 == 0)
            {
                (fault, var read) = ("", rsa);
                rsa = null;
                return read;
            }

            fault = $"{source} is an RSA key of {rsa.KeySize} bits; {MinBits} to {MaxBits} are allowed.";
            return null;
        }
        catch (CryptographicException)
        {
            fault = $"{source} is no RSA key.";
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
            rsa?.Dispose();
        }
    }
}
