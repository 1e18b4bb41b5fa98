using System.Net;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Silo.Admin;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Silo.Tests.Admin;

/// <summary>A dead letter that is sealed and no event, given to the silos of both regions.</summary>
public sealed class SealedPartEndpointTests : IDisposable
{
    private const string Part = """{"object":"whatsapp_business_account","entry":[{"id":"a canary"}]}""";

    private readonly EuZone zone = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private byte[] Letter => zone.AwayParts.Seal(null, new RegionId("eastus"), Encoding.UTF8.GetBytes(Part))!;

    public void Dispose() => zone.Dispose();

    [Fact]
    public async Task Open_AtHome_GivesWhatTheChannelSent()
    {
        Assert.DoesNotContain("a canary", Encoding.UTF8.GetString(Letter), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.OK, Part), await OpenAsync("westeurope", Letter));
    }

    [Fact]
    public async Task Open_Elsewhere_NamesHomeAndGivesNothing()
    {
        var (status, text) = await OpenAsync("eastus", Letter);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.DoesNotContain("a canary", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AlteredOrNothingSealed_IsRefused()
    {
        var altered = Letter;
        altered[altered.AsSpan().IndexOf("\"pieces\":[\""u8) + 100] ^= 1;

        foreach (var body in new[] { altered, "{}"u8.ToArray(), Encoding.UTF8.GetBytes(Part) })
        {
            var (status, text) = await OpenAsync("westeurope", body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.DoesNotContain("a canary", text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await OpenAsync("westeurope", [])).Status);
    }

    [Fact]
    public async Task Open_WithoutAnOperatorsToken_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await OpenAsync("westeurope", Letter, asOperator: false)).Status);

    private async Task<(HttpStatusCode Status, string Text)> OpenAsync(string region, byte[] body, bool asOperator = true)
    {
        await using var host = await AdminHost.StartAsync(zone.Settings(region), app => app.MapSealedParts("/admin/sealed-parts"));
        if (!asOperator)
        {
            host.Client.DefaultRequestHeaders.Authorization = null;
        }

        using var response = await host.Client.PostAsync(new Uri("/admin/sealed-parts/open", UriKind.Relative), new ByteArrayContent(body), Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
