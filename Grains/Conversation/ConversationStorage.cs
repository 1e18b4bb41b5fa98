namespace OrleansFailover.Grains.Conversation;

/// <summary>The grain storage of the conversations.</summary>
public static class ConversationStorage
{
    public const string Name = "conversations";
}
