using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.BusinessNumbers;

/// <summary>The scripts that the numbers name. Asks for the numbers at the first use: whether the scripts exist is itself a rule of theirs.</summary>
internal sealed class NumberScripts(Lazy<IBusinessNumbers> numbers) : IScriptAssignment
{
    public string? ScriptOf(ConversationId conversation) => numbers.Value.Current.Find(conversation.Channel, conversation.BusinessNumberId)?.Script;
}
