using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansFailover.DeadLetters;

/// <summary>
/// The name of a record: <c>time_reason_key</c>, for example <c>20261123T2216001234567Z_turn-failed_inbound.3@99</c>. Names sort by the time of
/// the ack, and time and reason can be told without opening a record. It holds no personal data.
/// </summary>
public readonly record struct DeadLetterId : IComparable<DeadLetterId>
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfffffff'Z'";
    private const int TimeLength = 23;
    private const int MaxKeyLength = 150;

    private DeadLetterId(string value, DateTimeOffset time, string reason)
    {
        Value = value;
        Time = time;
        Reason = reason;
    }

    /// <summary>The name; fit for a file, a blob and a path segment of a URL.</summary>
    public string Value { get; }

    /// <summary>When the letter was acked.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Why it is one.</summary>
    public string Reason { get; }

    /// <summary>The name of a letter; the same letter always has the same.</summary>
    /// <exception cref="ArgumentException">Its reason or its key has other characters than allowed.</exception>
    public static DeadLetterId Of(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (!DeadLetterReason.IsValid(letter.Reason) || !IsValidKey(letter.Key))
        {
            throw new ArgumentException("The reason or the key of a dead letter holds characters that no name may have.", nameof(letter));
        }

        var time = letter.Time.ToUniversalTime();
        var key = letter.Key.Length <= MaxKeyLength ? letter.Key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Key)));
        return new(string.Create(CultureInfo.InvariantCulture, $"{time.ToString(TimeFormat, CultureInfo.InvariantCulture)}_{letter.Reason}_{key}"), time, letter.Reason);
    }

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? value, out DeadLetterId id)
    {
        id = default;
        if (value is null || value.Length < TimeLength + 4 || value[TimeLength] != '_' || value.IndexOf('_', TimeLength + 1) is var end && end < 0)
        {
            return false;
        }

        var reason = value[(TimeLength + 1)..end];
        if (!DeadLetterReason.IsValid(reason) || !IsValidKey(value[(end + 1)..]) || !DateTimeOffset.TryParseExact(
            value.AsSpan(0, TimeLength), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        id = new(value, time, reason);
        return true;
    }

    /// <summary>The key of a record of the inbound log: whoever sets the same record aside again names it the same.</summary>
    public static string KeyOf(string topic, int partition, long offset) => string.Create(CultureInfo.InvariantCulture, $"{topic}.{partition}@{offset}");

    public int CompareTo(DeadLetterId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value ?? "";

    public static bool operator <(DeadLetterId left, DeadLetterId right) => left.CompareTo(right) < 0;

    public static bool operator >(DeadLetterId left, DeadLetterId right) => left.CompareTo(right) > 0;

    public static bool operator <=(DeadLetterId left, DeadLetterId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DeadLetterId left, DeadLetterId right) => left.CompareTo(right) >= 0;

    private static bool IsValidKey(string? key) =>
        key is { Length: > 0 and <= 300 } && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-');
}
