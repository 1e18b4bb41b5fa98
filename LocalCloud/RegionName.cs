using System.Collections.Frozen;

namespace OrleansFailover.LocalCloud;

/// <summary>The two spellings of a region's name: <c>eastus</c>, as people set it, and <c>East US</c>, as an account tells it.</summary>
internal static class RegionName
{
    // The client library turns a preferred region into the second spelling before it looks for it in the account.
    private static readonly FrozenDictionary<string, string> AccountNames = new[]
    {
        "West US", "West US 2", "West US 3", "West Central US", "Central US", "North Central US", "South Central US",
        "East US", "East US 2", "Canada Central", "Canada East", "Brazil South", "Brazil Southeast", "Mexico Central", "Chile Central",
        "North Europe", "West Europe", "France Central", "France South", "Germany West Central", "Germany North", "Italy North",
        "Norway East", "Norway West", "Poland Central", "Spain Central", "Sweden Central", "Sweden South", "Switzerland North",
        "Switzerland West", "UK South", "UK West", "Austria East", "Israel Central", "Qatar Central", "UAE Central", "UAE North",
        "South Africa North", "South Africa West", "Central India", "South India", "West India", "Jio India Central", "Jio India West",
        "East Asia", "Southeast Asia", "Japan East", "Japan West", "Korea Central", "Korea South", "Australia Central",
        "Australia Central 2", "Australia East", "Australia Southeast", "New Zealand North", "Malaysia West", "Indonesia Central",
    }.ToFrozenDictionary(Normalize, StringComparer.Ordinal);

    public static string Normalize(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    public static string InAccount(string name) => AccountNames.GetValueOrDefault(Normalize(name), name.Replace(" ", "", StringComparison.Ordinal));
}
