using System.Globalization;

namespace OrleansFailover.LocalCloud;

/// <summary>A Kafka topic and its number of partitions, written <c>name:partitions</c>.</summary>
internal readonly record struct TopicSetting(string Name, int Partitions)
{
    public const int MaxPartitions = 1024;

    public static bool TryParse(string? text, out TopicSetting topic)
    {
        topic = default;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partitions)
            || partitions is < 1 or > MaxPartitions)
        {
            return false;
        }

        topic = new TopicSetting(text![..colon], partitions);
        return true;
    }
}
