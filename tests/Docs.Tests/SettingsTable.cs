using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansFailover.Docs.Tests;

/// <summary>docs/settings.md, made of the option types and their doc comments.</summary>
internal static partial class SettingsTable
{
    // Sections whose options type names none, because the caller of a library chooses it.
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["RegionalCosmosStorageOptions"] = "Cosmos",
        ["LocalCloudSettings"] = "LocalCloud",
    };

    public static string Make()
    {
        var page = new StringBuilder();
        page.AppendLine("# Settings");
        page.AppendLine();
        page.AppendLine("Made of the option types by a test, which fails when this page is not current (`UPDATE_DOCS=1` writes it). As environment variables the colons become");
        page.AppendLine("two underscores: `Standby__StaleAfter=00:00:03`. Times are written `hh:mm:ss` or `hh:mm:ss.fff`. Everything is checked at start, all errors at once.");
        page.AppendLine();
        page.AppendLine("`Privacy:PseudonymKey` (all hosts): the key of the hashes that stand for conversations in logs, at least 16 bytes of text, a secret, the same in every region. Without it each process draws its own.");
        foreach (var (section, type) in Sections().OrderBy(section => section.Section, StringComparer.Ordinal))
        {
            page.AppendLine();
            page.AppendLine($"## {section}");
            page.AppendLine();
            page.AppendLine(Summary($"T:{type.FullName}", type.Assembly));
            page.AppendLine();
            page.AppendLine("| setting | type | meaning, unit, default, range |");
            page.AppendLine("|---|---|---|");
            Rows(page, section, type);
        }

        return page.ToString();
    }

    public static IEnumerable<(string Section, Type Type)> Sections() =>
        from type in Product.Types
        where type is { IsClass: true, IsAbstract: false }
        let field = type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        let section = field is { IsLiteral: true } && type.Name.EndsWith("Options", StringComparison.Ordinal)
            ? (string)field.GetRawConstantValue()!
            : Named.GetValueOrDefault(type.Name)
        where section is not null
        select (section, type);

    private static void Rows(StringBuilder page, string prefix, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting))
        {
            var item = ItemOf(property.PropertyType);
            var summary = Summary($"P:{type.FullName}.{property.Name}", type.Assembly);
            page.AppendLine($"| `{prefix}:{property.Name}` | {NameOf(property.PropertyType)} | {summary} |");
            if (item is not null && Product.Assemblies.Contains(item.Assembly) && item.IsClass)
            {
                Rows(page, $"{prefix}:{property.Name}:0", item);
            }
        }
    }

    private static bool IsSetting(PropertyInfo property) =>
        (property.CanWrite || ItemOf(property.PropertyType) is not null) && !typeof(Delegate).IsAssignableFrom(property.PropertyType)
        && property.GetIndexParameters().Length == 0;

    private static Type? ItemOf(Type type) =>
        type != typeof(string) && type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : null;

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? NameOf(inner)
        : type.IsEnum ? string.Join(" \\| ", Enum.GetNames(type).Take(6).Select(name => $"`{name}`"))
        : type == typeof(TimeSpan) ? "time"
        : type == typeof(bool) ? "true \\| false"
        : type == typeof(int) || type == typeof(long) ? "whole number"
        : type == typeof(double) ? "number"
        : type == typeof(Uri) ? "URI"
        : ItemOf(type) is { } item ? $"list of {(item.IsClass && item != typeof(string) ? "sections" : NameOf(item))}"
        : "text";

    private static string Summary(string member, Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        var comment = File.Exists(file)
            ? XDocument.Load(file).Descendants("member").FirstOrDefault(element => (string?)element.Attribute("name") == member)?.Element("summary")
            : null;
        return comment is null ? "" : Spaces().Replace(Text(comment), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? "").Split('.')[^1]}`",
        XElement other => Text(other),
        _ => "",
    }));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
