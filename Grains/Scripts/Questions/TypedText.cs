using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>What the user typed. The caption of a picture is not an answer, nor is the title of a list row whose id is unknown.</summary>
internal static class TypedText
{
    /// <summary>The trimmed text of a text message or of a template's quick reply; null for every other type.</summary>
    public static string? Of(MessageContent message) => message.Type is "text" or "button" ? message.Text?.Trim() : null;
}
