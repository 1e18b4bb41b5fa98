using System.Globalization;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>A place that the user shares. The answer is <c>latitude,longitude</c> in degrees.</summary>
internal sealed record LocationQuestion : Question
{
    public override int MaxAskLength => ChannelLimits.InteractiveBody;

    public override string? Read(MessageContent message) =>
        message is { Type: "location", Location: { } place } && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180
            ? string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.######},{place.Longitude:0.######}")
            : null;

    public override OutboundMessage Form(string text) => new() { Kind = OutboundKind.LocationRequest, Text = text };
}
