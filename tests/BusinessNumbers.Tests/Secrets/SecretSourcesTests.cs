using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Secrets;

public sealed class SecretSourcesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    [Fact]
    public async Task Directory_FileASecret_IsReadAndReadAgainWhenItChanges()
    {
        var file = Path.Combine(folder, "WhatsApp__CloudApi__AccessToken");
        await File.WriteAllTextAsync(file, "EAAold\n", TestContext.Current.CancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["WhatsApp:CloudApi:AccessToken"] = "EAAenvironment";
        builder.Configuration["Secrets:Directory"] = folder;
        builder.AddSecretSources();
        var configuration = builder.Configuration;
        Assert.Equal("EAAold", configuration["WhatsApp:CloudApi:AccessToken"]);

        await File.WriteAllTextAsync(file, "EAAnewer\n", TestContext.Current.CancellationToken);

        await Eventually.True(() => configuration["WhatsApp:CloudApi:AccessToken"] == "EAAnewer", "the file's new content");
    }

    [Fact]
    public void Vault_NextToOtherSources_GoesBeforeThem()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["WhatsApp:CloudApi:AccessToken"] = "EAAenvironment";
        var vault = new FakeVault(TimeProvider.System);
        vault.Set("WhatsApp--CloudApi--AccessToken", "EAAvault");

        builder.AddVault(vault, new(), TimeProvider.System);

        Assert.Equal("EAAvault", builder.Configuration["WhatsApp:CloudApi:AccessToken"]);
    }

    [Fact]
    public void Settings_Wrong_AreToldAtStartAllAtOnceAndNothingIsRead()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Secrets:Directory"] = "/nowhere/at/all";
        builder.Configuration["Secrets:VaultUri"] = "http://127.0.0.1:1";
        builder.Configuration["Secrets:VaultInterval"] = "00:00:00";
        builder.AddSecretSources();
        using var host = builder.Build();

        var exception = Assert.ThrowsAny<Exception>(() => host.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.All(["Directory is '/nowhere/at/all'", "VaultUri (http://127.0.0.1:1/)", "VaultInterval"], part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoVault_Refresh_IsDoneAtOnce()
    {
        await using var host = NumbersHost.Silo(("WhatsApp:CloudApi:AccessToken", "EAA"));

        await host.Get<ISecretRefresh>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
