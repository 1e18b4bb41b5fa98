namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>
/// The form of a masked id of a user: <c>~zone.pText</c> for a phone number and <c>~zone.uText</c> for any other id. It stands wherever the id of
/// a restricted sender would stand, in every region, and tells no more than the zone and the kind. Who has the key of the masks can turn it back.
/// </summary>
public static class MaskedId
{
    /// <summary>What every masked id begins with, also that of a message. No channel's ids do.</summary>
    public const char Mark = '~';

    private const char Phone = 'p';
    private const char Other = 'u';

    /// <param name="zone">The zone that the sender belongs to; without a point.</param>
    /// <param name="isPhone">Whether the id is a phone number.</param>
    /// <param name="text">What stands for the id.</param>
    public static string Of(string zone, bool isPhone, string text) => $"{Mark}{zone}.{(isPhone ? Phone : Other)}{text}";

    /// <summary>True for a masked id of a user or a message.</summary>
    public static bool IsMasked(string? id) => id is { Length: > 1 } && id[0] == Mark;

    /// <summary>True for the masked id of a user that is a phone number.</summary>
    public static bool IsPhone(string userId) => TryParse(userId, out _, out var kind, out _) && kind == Phone;

    /// <summary>The zone in the masked id of a user; null for an id that is not masked.</summary>
    public static string? ZoneOf(string userId) => TryParse(userId, out var zone, out _, out _) ? zone.ToString() : null;

    /// <summary>What stands for the id, with the zone; false for an id that is not masked.</summary>
    public static bool TryRead(string userId, out string zone, out string text)
    {
        var read = TryParse(userId, out var zoneSpan, out _, out var textSpan);
        (zone, text) = read ? (zoneSpan.ToString(), textSpan.ToString()) : ("", "");
        return read;
    }

    private static bool TryParse(string userId, out ReadOnlySpan<char> zone, out char kind, out ReadOnlySpan<char> text)
    {
        zone = default;
        kind = default;
        text = default;
        var point = IsMasked(userId) ? userId.IndexOf('.', StringComparison.Ordinal) : -1;
        if (point < 2 || point + 2 >= userId.Length || userId[point + 1] is not (Phone or Other))
        {
            return false;
        }

        zone = userId.AsSpan(1, point - 1);
        kind = userId[point + 1];
        text = userId.AsSpan(point + 2);
        return true;
    }
}
