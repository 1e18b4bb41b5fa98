using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Scripts;

/// <summary>Messages of a user.</summary>
internal static class Say
{
    public static MessageContent Text(string text) => new() { Type = "text", Text = text };

    public static MessageContent Tap(string choiceId, string title = "a title") => new() { Type = "interactive", ChoiceId = choiceId, Text = title };

    public static MessageContent Type(string type, string? text = null) => new() { Type = type, Text = text };

    public static MessageContent Place(double latitude, double longitude) => new() { Type = "location", Location = new(latitude, longitude, "Home", null) };

    public static MessageContent Medium(string type, string id = "987") => new() { Type = type, Media = new(id, null, null), Text = "a caption" };
}
