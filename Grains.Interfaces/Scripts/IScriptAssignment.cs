using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>Who says which script a conversation follows, before the configuration of the scripts is asked. Safe for concurrent use.</summary>
public interface IScriptAssignment
{
    /// <summary>The name of the script, or null to leave it to the configuration of the scripts.</summary>
    string? ScriptOf(ConversationId conversation);
}
