using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts;

/// <summary>The scripts of this deployment. Safe for concurrent use.</summary>
public interface IScriptCatalog
{
    /// <summary>The names of all scripts, in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// The script of a conversation: the one that an <see cref="IScriptAssignment"/> names, else that of its business number in section <c>Scripts</c>, else
    /// the default one. Never fails after a successful start.
    /// </summary>
    IConversationScript ForConversation(ConversationId conversation);
}
