using Microsoft.Extensions.Options;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>What the attributes cannot say.</summary>
internal sealed class SecretSourceOptionsRules : IValidateOptions<SecretSourceOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretSourceOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.VaultUri is { } vault && !(vault.IsAbsoluteUri && vault.Scheme == Uri.UriSchemeHttps))
        {
            result.AddError($"{SecretSourceOptions.Section}:VaultUri ({vault}) must be an absolute https address.");
        }

        if (!string.IsNullOrEmpty(options.Directory) && !System.IO.Directory.Exists(options.Directory))
        {
            result.AddError($"{SecretSourceOptions.Section}:Directory is '{options.Directory}', and there is no such directory.");
        }

        return result.Build();
    }
}
