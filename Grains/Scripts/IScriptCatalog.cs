using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts;

/// <summary>The scripts by conversation.</summary>
public interface IScriptCatalog
{
    /// <summary>The script of the business number that the conversation is with.</summary>
    IConversationScript ForConversation(ConversationId conversation);
}
