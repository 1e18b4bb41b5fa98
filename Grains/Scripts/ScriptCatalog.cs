using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts;

/// <summary>The scripts by name, JSON and C# alike.</summary>
internal sealed class ScriptCatalog : IScriptCatalog
{
    private readonly Dictionary<string, IConversationScript> byName;
    private readonly Dictionary<string, IConversationScript> byBusinessNumber;
    private readonly IScriptAssignment? assignment;
    private readonly IConversationScript standard;

    /// <exception cref="Loading.InvalidScriptException">A script file has problems; those of all files are named.</exception>
    /// <exception cref="OptionsValidationException">The options name a folder or a script that does not exist, or two scripts have one name.</exception>
    public ScriptCatalog(IOptions<ScriptOptions> options, IEnumerable<IConversationScript> written, ScriptFolder folder, IScriptAssignment? assignment = null)
    {
        this.assignment = assignment;
        var settings = options.Value;
        var failures = new List<string>();
        byName = ByName([.. folder.Load(settings.Folder, failures), .. written], failures);
        Names = [.. byName.Keys.Order(StringComparer.Ordinal)];

        var standardName = settings.Default.Length == 0 && Names.Count == 1 ? Names[0] : settings.Default;
        var found = Find(byName, standardName, $"{ScriptOptions.Section}:{nameof(ScriptOptions.Default)}", failures);
        byBusinessNumber = settings.ByBusinessNumber
            .Select(pair => (pair.Key, Script: Find(byName, pair.Value, $"{ScriptOptions.Section}:{nameof(ScriptOptions.ByBusinessNumber)}:{pair.Key}", failures)))
            .Where(pair => pair.Script is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Script!, StringComparer.Ordinal);

        standard = failures.Count == 0 && found is not null
            ? found
            : throw new OptionsValidationException(Options.DefaultName, typeof(ScriptOptions), failures);
    }

    public IReadOnlyList<string> Names { get; }

    public IConversationScript ForConversation(ConversationId conversation) =>
        assignment?.ScriptOf(conversation) is { } name && byName.TryGetValue(name, out var assigned) ? assigned
        : byBusinessNumber.GetValueOrDefault(conversation.BusinessNumberId, standard);

    private static Dictionary<string, IConversationScript> ByName(IReadOnlyList<IConversationScript> scripts, List<string> failures)
    {
        var byName = new Dictionary<string, IConversationScript>(StringComparer.Ordinal);
        foreach (var script in scripts.Where(script => !byName.TryAdd(script.Name, script)))
        {
            failures.Add($"Two scripts have the name \"{script.Name}\"; a name belongs to one script.");
        }

        return byName;
    }

    private IConversationScript? Find(Dictionary<string, IConversationScript> byName, string name, string setting, List<string> failures)
    {
        if (byName.TryGetValue(name, out var script))
        {
            return script;
        }

        var shown = Names.Count == 0 ? "there are no scripts" : $"the scripts are {string.Join(", ", Names)}";
        failures.Add(name.Length == 0 ? $"{setting} names no script; {shown}." : $"{setting} names the script \"{name}\", which does not exist; {shown}.");
        return null;
    }
}
