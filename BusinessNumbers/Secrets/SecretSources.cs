using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Credentials;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>Adds the sources of secrets to a host.</summary>
public static class SecretSources
{
    /// <summary>
    /// A directory of secrets and a Key Vault, as the section <c>Secrets</c> names them. To be called before anything reads the configuration, for what
    /// they hold is part of it.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="credential">What the vault is asked with; null: the process's own identity.</param>
    /// <exception cref="InvalidOperationException">The vault did not give its secrets.</exception>
    public static IHostApplicationBuilder AddSecretSources(this IHostApplicationBuilder builder, TokenCredential? credential = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Configuration.GetSection(SecretSourceOptions.Section).Get<SecretSourceOptions>() ?? new();
        builder.Services.AddOptions<SecretSourceOptions>().Configure(target => Copy(options, target)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SecretSourceOptions>, SecretSourceOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<SecretSourceOptions>, SecretSourceOptionsRules>();
        if (!string.IsNullOrEmpty(options.Directory) && Directory.Exists(options.Directory))
        {
            builder.Configuration.Sources.Add(FilesOf(options.Directory));
        }

        // An address or an interval that is wrong is told with all other errors, at start.
        if (options.VaultUri is { IsAbsoluteUri: true, Scheme: "https" } && new SecretSourceOptionsValidator().Validate(null, options).Succeeded)
        {
            builder.AddVault(new KeyVault(ClientOf(options, credential), TimeProvider.System), options, TimeProvider.System);
        }

        return builder;
    }

    /// <summary>Reads a vault, and keeps reading it.</summary>
    internal static void AddVault(this IHostApplicationBuilder builder, ISecretVault vault, SecretSourceOptions options, TimeProvider time)
    {
        var provider = new VaultConfigurationProvider(vault, options.VaultPrefix, options.VaultTimeout, time);
        builder.Configuration.Sources.Add(provider);
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton<VaultRefresher>();
        builder.Services.AddSingleton<ISecretRefresh>(services => services.GetRequiredService<VaultRefresher>());
        builder.Services.AddHostedService(services => services.GetRequiredService<VaultRefresher>());
        builder.Services.AddHealthChecks().AddCheck<VaultHealthCheck>(VaultHealthCheck.Name, tags: [CredentialHealth.InformsOnly]);
    }

    // A mounted directory changes by the swap of a symbolic link, which no watcher of the file system tells of: it is looked at every few seconds.
    private static KeyPerFileConfigurationSource FilesOf(string directory) => new()
    {
        FileProvider = new PhysicalFileProvider(Path.GetFullPath(directory)) { UsePollingFileWatcher = true, UseActivePolling = true },
        ReloadOnChange = true,
        Optional = true,
    };

    private static SecretClient ClientOf(SecretSourceOptions options, TokenCredential? credential)
    {
        var client = new SecretClientOptions();
        client.Retry.NetworkTimeout = options.VaultTimeout / 2;
        client.Retry.MaxRetries = 2;
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        return new SecretClient(options.VaultUri, credential ?? new DefaultAzureCredential(), client);
    }

    private static void Copy(SecretSourceOptions from, SecretSourceOptions to) =>
        (to.Directory, to.VaultUri, to.VaultPrefix, to.VaultInterval, to.VaultTimeout) =
        (from.Directory, from.VaultUri, from.VaultPrefix, from.VaultInterval, from.VaultTimeout);
}
