using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansFailover.Docs.Tests;

/// <summary>Everything that is kept of a person stands in the data inventory, property by property, and nothing else does.</summary>
public sealed partial class InventoryTests
{
    /// <summary>What is written somewhere: documents and last turns, logs, pending lists, dead letters, spools, keys.</summary>
    private static readonly string[] Kept =
        ["ConversationState", "Envelope", "EventContent", "PendingEvent", "KeptTurn", "DeadLetter", "Settlement", "SpoolEntry", "SealedPart", "ConversationKeyDocument"];

    // Printed as pseudonyms and kept as text: the field that holds one says what it is.
    private static readonly FrozenSet<string> Ids = FrozenSet.ToFrozenSet(["ConversationId", "MessageId", "RegionId"]);

    [Fact]
    public void EveryProperty_OfWhatIsKept_StandsInTheInventory()
    {
        var written = Rows().GroupBy(row => row.Type).ToDictionary(group => group.Key, group => group.SelectMany(row => row.Fields).Order(StringComparer.Ordinal).ToArray());
        var kept = Closure().ToDictionary(type => type.Name, type => PropertiesOf(type).Select(property => property.Name).Order(StringComparer.Ordinal).ToArray());

        Assert.True(kept.Count > 30, $"Only {kept.Count} types were found.");
        Assert.Empty(kept.Keys.Except(written.Keys).Select(type => $"{type} has no row: {string.Join(", ", kept[type])}"));
        Assert.Empty(written.Keys.Except(kept.Keys));
        Assert.Empty(kept.Where(type => !type.Value.SequenceEqual(written[type.Key]))
            .Select(type => $"{type.Key} has {string.Join(", ", type.Value)}; the inventory says {string.Join(", ", written[type.Key])}"));
    }

    private static IEnumerable<(string Type, string[] Fields)> Rows()
    {
        var text = File.ReadAllText(Path.Combine(Product.Root, "docs", "residency.md"));
        var section = text[text.IndexOf("### Every field", StringComparison.Ordinal)..text.IndexOf("### Places", StringComparison.Ordinal)];
        return section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .Select(cells => (Quoted().Match(cells[1]).Groups[1].Value, Quoted().Matches(cells[2]).Select(match => match.Groups[1].Value).ToArray()));
    }

    private static HashSet<Type> Closure()
    {
        HashSet<Type> found = [];
        Queue<Type> next = new(Kept.Select(name => Product.Types.Single(type => type.Name == name)));
        while (next.TryDequeue(out var type))
        {
            if (found.Add(type))
            {
                foreach (var other in PropertiesOf(type).SelectMany(property => Parts(property.PropertyType)))
                {
                    next.Enqueue(other);
                }
            }
        }

        return found;
    }

    // Of the product's types those that have properties of their own.
    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType
        ? type.GetGenericArguments().SelectMany(Parts)
        : Product.Assemblies.Contains(type.Assembly) && !type.IsEnum && !Ids.Contains(type.Name) ? [type] : [];

    // What is computed is not kept.
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is not null);

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Quoted();
}
