using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>One last turn as a Redis keeps it.</summary>
/// <param name="Copy">Its name in the hash.</param>
/// <param name="Head">The write that made it.</param>
/// <param name="At">When it came there, in ms by the server's clock.</param>
/// <param name="Packed">The document as <see cref="PackedCopy"/> keeps it.</param>
internal sealed record KeptTurn(string Copy, VersionStamp Head, long At, byte[] Packed)
{
    public RegionId Region => CopyName.RegionOf(Copy);

    /// <summary>The document, as UTF-8 JSON.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public byte[] Document() => PackedCopy.Unpack(Packed);

    /// <summary>Reads a turn hash; what is not whole is left out.</summary>
    public static IReadOnlyList<KeptTurn> ReadAll(HashEntry[] hash)
    {
        var fields = hash.ToDictionary(entry => (string)entry.Name!, entry => entry.Value, StringComparer.Ordinal);
        return
        [
            .. fields.Where(field => !field.Key.Contains(':', StringComparison.Ordinal))
                .Where(field => fields.ContainsKey($"{field.Key}:head") && fields.ContainsKey($"{field.Key}:at"))
                .Select(field => new KeptTurn(
                    field.Key,
                    ScriptArguments.ReadHead((string)fields[$"{field.Key}:head"]!),
                    (long)fields[$"{field.Key}:at"],
                    (byte[])field.Value!)),
        ];
    }
}
