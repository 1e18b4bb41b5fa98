using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Grains.Scripts.Loading;

namespace OrleansFailover.Grains.Tests.Scripts;

public sealed class ScriptCatalogTests
{
    [Fact]
    public async Task ForConversation_BusinessNumberNamed_ItsScriptElseTheDefault()
    {
        using var host = Host(services => services.AddConversationScript<FeedbackScript>(), ("Default", "appointment"), ("ByBusinessNumber:1066", "feedback"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var catalog = host.Services.GetRequiredService<IScriptCatalog>();

        Assert.Equal("feedback", catalog.ForConversation(ConversationId.Create("whatsapp", "1066", "491701234567")).Name);
        Assert.Equal("appointment", catalog.ForConversation(ConversationId.Create("whatsapp", "1067", "491701234567")).Name);
        Assert.Equal(["appointment", "feedback", "order-status", "six-questions"], catalog.Names);
    }

    [Fact]
    public async Task Start_SingleScriptAndNoDefault_IsTheDefault()
    {
        using var host = Host(services => services.AddConversationScript<FeedbackScript>(), ("Folder", ""));
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("feedback", host.Services.GetRequiredService<IScriptCatalog>().ForConversation(ConversationId.Create("whatsapp", "1", "2")).Name);
    }

    [Fact]
    public async Task Start_UnknownNames_AllAreNamed()
    {
        using var host = Host(_ => { }, ("Default", "nothing"), ("ByBusinessNumber:1066", "nobody"));

        var failures = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Failures.ToList();

        Assert.Equal(2, failures.Count);
        Assert.Contains("Scripts:Default names the script \"nothing\"", failures[0], StringComparison.Ordinal);
        Assert.Contains("Scripts:ByBusinessNumber:1066", failures[1], StringComparison.Ordinal);
        Assert.Contains("appointment, order-status, six-questions", failures[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoSuchFolder_Named()
    {
        using var host = Host(_ => { }, ("Folder", "no-such-folder"));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("no-such-folder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TwoScriptsOfOneName_Named()
    {
        using var host = Host(services => services.AddConversationScript<FeedbackScript>().AddConversationScript<FeedbackScript>(), ("Folder", ""), ("Default", "feedback"));

        Assert.Contains("Two scripts", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BrokenFiles_ProblemsOfAllFilesAreNamed()
    {
        var folder = Directory.CreateTempSubdirectory("scripts-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.json"), "{ \"name\": \"a\" }", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "b.json"), "{", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "x.schema.json"), "{", TestContext.Current.CancellationToken);
            using var host = Host(_ => { }, ("Folder", folder.FullName));

            var problems = (await Assert.ThrowsAsync<InvalidScriptException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Problems;

            Assert.Equal(["a.json", "a.json", "b.json"], problems.Select(problem => Path.GetFileName(problem.File)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IHost Host(Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => $"Scripts:{setting.Key}", setting => (string?)setting.Value));
        builder.Services.AddConversationScripts(builder.Configuration);
        configure(builder.Services);
        return builder.Build();
    }
}
