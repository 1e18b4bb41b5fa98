using System.Text.Json.Serialization;

namespace OrleansFailover.DeadLetters;

/// <summary>What became of a dead letter. The first status after <see cref="Kept"/> stays.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeadLetterStatus>))]
public enum DeadLetterStatus
{
    /// <summary>It waits.</summary>
    [JsonStringEnumMemberName("kept")]
    Kept,

    /// <summary>Its events are in the inbound log.</summary>
    [JsonStringEnumMemberName("replayed")]
    Replayed,

    /// <summary>Somebody decided that it is not needed.</summary>
    [JsonStringEnumMemberName("discarded")]
    Discarded,
}
