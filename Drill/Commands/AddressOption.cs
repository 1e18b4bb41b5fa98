using System.CommandLine;

namespace OrleansFailover.Drill.Commands;

/// <summary>An option that is an http or https address.</summary>
internal static class AddressOption
{
    public static Option<Uri?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            if (argument.Tokens.Count == 1 && Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" })
            {
                return address;
            }

            argument.AddError($"{name} takes an address like https://host/path.");
            return null;
        },
    };
}
