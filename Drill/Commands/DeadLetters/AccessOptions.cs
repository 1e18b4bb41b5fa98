using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary>Which gateway, and the token. An option goes before the environment, the token before its file.</summary>
internal sealed class AccessOptions(Func<string, string?> environment)
{
    public const string GatewayVariable = "GATEWAY_ADDRESS";
    public const string TokenVariable = "GATEWAY_ADMIN_TOKEN";
    public const string TokenFileVariable = "GATEWAY_ADMIN_TOKEN_FILE";

    private readonly Option<string?> gateway = new("--gateway") { Description = $"Base address of the region's gateway; else the environment's {GatewayVariable}." };

    private readonly Option<string?> token = new("--token")
    {
        Description = $"The gateway's Access:Token. Everybody on this machine can see it here; rather use --token-file, {TokenVariable} or {TokenFileVariable}.",
    };

    private readonly Option<string?> tokenFile = new("--token-file") { Description = "A file that holds the token." };

    public void AddTo(Command command)
    {
        command.Add(gateway);
        command.Add(token);
        command.Add(tokenFile);
        command.Validators.Add(result =>
        {
            if (Find(result, out _) is { } error)
            {
                result.AddError(error);
            }
        });
    }

    /// <summary>For a command line without errors.</summary>
    public AdminAccess Of(ParseResult parsed) =>
        Find(parsed.CommandResult, out var access) is { } error ? throw new InvalidOperationException(error) : access!;

    private string? Find(CommandResult result, out AdminAccess? access)
    {
        access = null;
        if ((result.GetValue(gateway) ?? environment(GatewayVariable)) is not { Length: > 0 } address)
        {
            return $"Which gateway? Give --gateway, or set {GatewayVariable}.";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return $"'{address}' is no address of a gateway, such as https://gateway.example or http://127.0.0.1:5001.";
        }

        if (ReadToken(result, out var found) is { } error)
        {
            return error;
        }

        access = new(uri, found);
        return null;
    }

    private string? ReadToken(CommandResult result, out string found)
    {
        found = (result.GetValue(token) ?? "").Trim();
        var file = result.GetValue(tokenFile);
        if (found.Length > 0 && file is not null)
        {
            return "Give --token or --token-file, not both.";
        }

        if (found.Length == 0 && file is null)
        {
            found = (environment(TokenVariable) ?? "").Trim();
            file = found.Length > 0 ? null : environment(TokenFileVariable);
        }

        try
        {
            found = file is { Length: > 0 } ? File.ReadAllText(file).Trim() : found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The token cannot be read from {file}: {exception.Message}";
        }

        return found.Length == 0 ? $"No token. Give --token-file or --token, or set {TokenVariable} or {TokenFileVariable}."
            : found.Any(letter => letter is <= ' ' or > '~') ? "The token holds characters that no token has."
            : null;
    }
}
