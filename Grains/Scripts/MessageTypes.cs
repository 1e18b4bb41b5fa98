namespace OrleansFailover.Grains.Scripts;

/// <summary>Which messages are never meant as an answer.</summary>
internal static class MessageTypes
{
    /// <summary>
    /// Reactions and stickers are gestures; the others tell of something that happened to the chat. A person expects no reply to any of them.
    /// </summary>
    public static bool IsSilent(string type) => type is "reaction" or "sticker" or "system" or "edit" or "revoke" or "request_welcome";
}
