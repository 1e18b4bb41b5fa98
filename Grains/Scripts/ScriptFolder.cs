using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts.Loading;

namespace OrleansFailover.Grains.Scripts;

/// <summary>Reads the folder of JSON scripts.</summary>
internal sealed class ScriptFolder(ILogger<ScriptFolder> logger, IHostEnvironment? environment = null)
{
    private const string SchemaEnding = ".schema.json";

    /// <summary>Every script of the folder, in the order of file names.</summary>
    /// <exception cref="InvalidScriptException">Files have problems; those of all files are named.</exception>
    public IReadOnlyList<IConversationScript> Load(string folder, List<string> failures)
    {
        if (folder.Length == 0)
        {
            return [];
        }

        var places = new[] { environment?.ContentRootPath, AppContext.BaseDirectory }
            .OfType<string>().Select(root => Path.GetFullPath(folder, root)).Distinct().ToList();
        if (places.FirstOrDefault(Directory.Exists) is not { } found)
        {
            failures.Add($"{ScriptOptions.Section}:{nameof(ScriptOptions.Folder)} is \"{folder}\", but there is no such folder: {string.Join(", ", places)}.");
            return [];
        }

        return LoadAll(found);
    }

    private List<IConversationScript> LoadAll(string folder)
    {
        var scripts = new List<IConversationScript>();
        var problems = new List<ScriptProblem>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(file => !file.EndsWith(SchemaEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            try
            {
                var script = JsonScript.Load(file);
                scripts.Add(script);
                logger.ScriptLoaded(script.Name, file);
            }
            catch (InvalidScriptException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        return problems.Count == 0 ? scripts : throw new InvalidScriptException(problems);
    }
}
