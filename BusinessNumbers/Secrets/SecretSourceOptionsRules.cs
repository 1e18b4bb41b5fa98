using Microsoft.Extensions.Options;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>What the attributes cannot say.</summary>
internal sealed class SecretSourceOptionsRules : IValidateOptions<SecretSourceOptions>
{
    // How long a rotation may take to be everywhere.
    private static readonly TimeSpan Everywhere = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, SecretSourceOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.VaultUri is { } vault && !(vault.IsAbsoluteUri && vault.Scheme == Uri.UriSchemeHttps))
        {
            result.AddError($"{SecretSourceOptions.Section}:VaultUri ({vault}) must be an absolute https address.");
        }

        if (options.VaultInterval + options.VaultTimeout > Everywhere)
        {
            result.AddError($"{SecretSourceOptions.Section}:VaultInterval ({options.VaultInterval}) and VaultTimeout ({options.VaultTimeout}) together must not exceed {Everywhere}.");
        }

        if (!string.IsNullOrEmpty(options.Directory) && !System.IO.Directory.Exists(options.Directory))
        {
            result.AddError($"{SecretSourceOptions.Section}:Directory is '{options.Directory}', and there is no such directory.");
        }

        return result.Build();
    }
}
