namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The grain storage of the conversations.</summary>
public static class ConversationStorage
{
    /// <summary>The name of the storage provider.</summary>
    public const string Name = "conversations";

    /// <summary>The configuration section of its store.</summary>
    public const string Section = "Cosmos";
}
