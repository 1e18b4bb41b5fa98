using System.Globalization;
using System.Text.Json;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>
/// Reads the members of one object. Every method notes what is wrong and goes on with a harmless value, so that one run finds all problems.
/// </summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, ScriptMember> members = new(StringComparer.Ordinal);

    public ObjectReader(ScriptNode node, Problems problems, IReadOnlyCollection<string> allowed)
    {
        Node = node;
        Problems = problems;
        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node, $"This must be an object with the members {Quoted(allowed)}; it is {node.Describe()}.");
            return;
        }

        foreach (var member in node.Members)
        {
            if (!allowed.Contains(member.Name))
            {
                var nearest = Nearest.To(member.Name, allowed);
                var meant = nearest is null ? "" : $" Did you mean \"{nearest}\"?";
                problems.Add(member, $"Unknown member \"{member.Name}\".{meant} Allowed here: {Quoted(allowed)}.");
            }
            else if (!members.TryAdd(member.Name, member))
            {
                problems.Add(member, $"The member \"{member.Name}\" is here twice; its first place is line {members[member.Name].Line}.");
            }
        }
    }

    public ScriptNode Node { get; }

    public Problems Problems { get; }

    public ScriptNode? Find(string name) => members.GetValueOrDefault(name)?.Value;

    /// <summary>The member, or a problem and null when it is not there.</summary>
    public ScriptNode? Require(string name)
    {
        var node = Find(name);
        if (node is null && Node.Kind == JsonValueKind.Object)
        {
            Problems.Add(Node, $"The member \"{name}\" is missing.");
        }

        return node;
    }

    public string? Text(string name, int maxLength, bool required = false)
    {
        var node = required ? Require(name) : Find(name);
        return node is null ? null : TextOf(node, maxLength);
    }

    /// <summary>One string, or an array of one to <paramref name="maxCount"/> strings.</summary>
    public IReadOnlyList<string> Texts(string name, int maxLength, int maxCount, bool required = false, bool mayBeEmpty = false)
    {
        var node = required ? Require(name) : Find(name);
        if (node is null)
        {
            return [];
        }

        if (node.Kind != JsonValueKind.Array)
        {
            return TextOf(node, maxLength) is { } single ? [single] : [];
        }

        if (node.Items.Count > maxCount || (node.Items.Count == 0 && !mayBeEmpty))
        {
            Problems.Add(node, $"This array has {node.Items.Count} element(s); it may have {(mayBeEmpty ? 0 : 1)} to {maxCount}.");
        }

        return [.. node.Items.Select(item => TextOf(item, maxLength)).OfType<string>()];
    }

    public bool Flag(string name, bool standard)
    {
        if (Find(name) is not { } node)
        {
            return standard;
        }

        if (node.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Problems.Add(node, $"\"{name}\" must be true or false; it is {node.Describe()}.");
            return standard;
        }

        return node.Kind == JsonValueKind.True;
    }

    public int Whole(string name, int standard, int min, int max)
    {
        if (Find(name) is not { } node)
        {
            return standard;
        }

        if (node.Kind != JsonValueKind.Number || !int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value < min || value > max)
        {
            Problems.Add(node, $"\"{name}\" must be a whole number from {min} to {max}; it is {node.Describe()}.");
            return standard;
        }

        return value;
    }

    public decimal? Number(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }

        if (node.Kind == JsonValueKind.Number && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Problems.Add(node, $"\"{name}\" must be a number; it is {node.Describe()}.");
        return null;
    }

    public string? OneOf(string name, IReadOnlyCollection<string> allowed, string? standard)
    {
        if (Find(name) is not { } node)
        {
            return standard;
        }

        if (node.Kind == JsonValueKind.String && allowed.Contains(node.Text))
        {
            return node.Text;
        }

        var shown = node.Kind == JsonValueKind.String ? $"\"{node.Text}\"" : node.Describe();
        Problems.Add(node, $"\"{name}\" must be one of {Quoted(allowed)}; it is {shown}.");
        return standard;
    }

    public string? TextOf(ScriptNode node, int maxLength)
    {
        if (node.Kind != JsonValueKind.String)
        {
            Problems.Add(node, $"This must be a string; it is {node.Describe()}.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(node.Text))
        {
            Problems.Add(node, "This text must not be empty.");
            return null;
        }

        if (node.Text.Length > maxLength)
        {
            Problems.Add(node, $"This text has {node.Text.Length} characters; at most {maxLength} are allowed here.");
        }

        return node.Text;
    }

    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
