using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Silo.Admin;

namespace OrleansFailover.Silo.Tests.Admin;

/// <summary>The endpoint of one region's silo, before grains of a test.</summary>
internal sealed class ForgetHost(AdminHost host) : IAsyncDisposable
{
    public static async Task<ForgetHost> StartAsync(Dictionary<string, string?> settings, IGrainFactory grains) => new(await AdminHost.StartAsync(
        settings,
        app => app.MapForget("/admin/conversations"),
        services => services.AddSingleton<KeptConversations>().AddSingleton<ConversationForgetter>().AddSingleton(grains)
            .AddSingleton<IBusinessNumbers, NoNumbers>().AddSingleton(new ThisRegion(new RegionId(settings["Regions:Current"]!)))));

    public Task<HttpResponseMessage> ForgetAsync(object request) =>
        host.Client.PostAsJsonAsync("/admin/conversations/forget", request, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private sealed class NoNumbers : IBusinessNumbers
    {
        public BusinessNumberTable Current { get; } = new([], [], new Dictionary<string, AccessToken>(), null, "none");

        public IDisposable OnChange(Action<BusinessNumberTable> listener) => throw new NotSupportedException();
    }
}
