namespace OrleansFailover.Grains.Conversation;

/// <summary>What a message can do, whatever the script makes of it.</summary>
internal static class MessageKinds
{
    public const string Edit = "edit";
    public const string Revoke = "revoke";

    /// <summary>Tells of the user, not from the user: never answered.</summary>
    public const string System = "system";

    /// <summary>Tells of another message.</summary>
    public static bool IsAmendment(string type) => type is Edit or Revoke;

    /// <summary>A gesture: it never answers a question, takes none back, and starts nothing anew.</summary>
    public static bool IsGesture(string type) => type is "reaction" or "sticker";

    /// <summary>Expects no reply, whatever it says: a gesture, or what happened to the chat or to another message.</summary>
    public static bool SaysNothing(string type) => IsGesture(type) || OpensNothing(type) || type is "request_welcome";

    /// <summary>Happened to the chat or to another message: no conversation begins with it.</summary>
    public static bool OpensNothing(string type) => IsAmendment(type) || type is "reaction" or System;
}
