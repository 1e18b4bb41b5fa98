using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Access.Tests.Support;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.OpsConsole.Options;
using OrleansFailover.Silo.Hosting;
using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.Access.Tests.Endpoints;

/// <summary>Every endpoint of every program: which are for everybody stands here, and what is not listed must be closed.</summary>
public sealed class EndpointsTests
{
    private const string InboundLog = "127.0.0.1:1";

    private static readonly string[] Health = ["GET /health", "GET /health/live", "GET /health/ready"];

    private static readonly string[] Webhooks =
        ["GET /webhook", "GET /webhook/{app}", "POST /wasender/{number}/{secret}", "POST /webhook", "POST /webhook/{app}"];

    private static readonly string[] SignIn = ["GET /access/sign-in", "POST /access/sign-in"];

    [Fact]
    public void Gateway_ForEverybody_AreWebhooksAndHealth()
    {
        using var gateway = Gateway();

        Assert.Equal([.. Health, .. Webhooks.Append("POST /wasender").Order(StringComparer.Ordinal)], Public(gateway));
    }

    [Fact]
    public void Edge_ForEverybody_AreWebhooksAndHealth()
    {
        using var edge = Edge();

        Assert.Equal([.. Health, .. Webhooks], Public(edge));
        Assert.Empty(Closed(edge));
    }

    [Fact]
    public void Silo_ForEverybody_AreHealthAndTheSignIn()
    {
        using var silo = Silo();

        Assert.Equal([.. SignIn.Take(1), .. Health, .. SignIn.Skip(1)], Public(silo));
    }

    [Fact]
    public void Silo_ForOperatorsAlone_BesideTheDashboardAreForgetAndSealedParts()
    {
        using var silo = Silo();

        Assert.Equal(
            ["POST /admin/conversations/forget", "POST /admin/sealed-parts/open"],
            Routes(silo, AccessRoles.Operator).Where(route => !route.Contains("/dashboard", StringComparison.Ordinal)));
    }

    [Fact]
    public void Console_ForEverybody_AreHealthAndTheSignIn()
    {
        using var console = Console();

        Assert.Equal([SignIn[0], .. Health.Skip(1), SignIn[1]], Public(console));
    }

    [Fact]
    public async Task Console_Everything_ElseIsRefusedWithoutCredentials()
    {
        using var console = Console();

        Assert.Contains("GET /dead-letters", Closed(console));
        Assert.Contains("GET /_blazor/negotiate", Closed(console));
        Assert.Empty(await AnsweredAsync(console));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/incidents")]
    [InlineData("/charts")]
    [InlineData("/events")]
    [InlineData("/dead-letters")]
    [InlineData("/conversations")]
    public async Task Console_PageWithTheToken_IsThereWithItsHeaders(string page)
    {
        using var console = Console();
        using var client = console.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", AccessHost.Token);

        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("frame-ancestors 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Gateway_Everything_ElseIsRefusedWithoutCredentials()
    {
        using var gateway = Gateway();

        Assert.True(Closed(gateway).Count > 4, "The operator's endpoints were found.");
        Assert.Empty(await AnsweredAsync(gateway));
    }

    [Fact]
    public async Task Silo_Everything_ElseIsRefusedWithoutCredentials()
    {
        using var silo = Silo();

        Assert.True(Closed(silo).Count > 4, "The dashboard was found.");
        Assert.Empty(await AnsweredAsync(silo));
    }

    [Fact]
    public async Task Silo_DashboardWithTheToken_IsThere()
    {
        using var silo = Silo();
        using var client = silo.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", AccessHost.Token);

        using var answer = await client.GetAsync(new Uri("/dashboard/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    // What the dashboard shows of a conversation has what was said.
    [Theory]
    [InlineData("/dashboard/", AccessRoles.Viewer, HttpStatusCode.Forbidden)]
    [InlineData("/dashboard/", AccessRoles.Operator, HttpStatusCode.OK)]
    [InlineData("/admin/metrics", AccessRoles.Viewer, HttpStatusCode.OK)]
    public async Task Silo_Dashboard_IsForOperatorsAlone(string path, string role, HttpStatusCode expected)
    {
        using var issuer = new Issuer();
        using var program = Silo(new() { ["Access__Authority"] = Issuer.Authority.AbsoluteUri, ["Access__Audience"] = Issuer.Audience });
        using var silo = program.WithWebHostBuilder(builder => builder.ConfigureTestServices(issuer.Publish));
        using var client = silo.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token([role], TimeProvider.System.GetUtcNow()));

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    private static ProgramHost<GatewayOptions> Gateway()
    {
        var topology = Topology();
        return new(topology.Gateway(topology.Regions[0], InboundLog));
    }

    private static ProgramHost<GatewayOptions> Edge() => new(Topology().EdgeSettings());

    private static ProgramHost<ClusteringOptions> Silo(Dictionary<string, string>? more = null)
    {
        var topology = Topology();
        return new(new Dictionary<string, string>(topology.Silo(topology.Regions[0], InboundLog).Concat(more ?? [])));
    }

    private static ProgramHost<ConsoleOptions> Console() => new((Topology() with { ConsolePort = 4002 }).ConsoleSettings());

    private static LocalTopology Topology() => new()
    {
        Regions = LocalTopology.PlanRegions("eastus", "westeurope"),
        EdgePort = 4000,
        Channel = new("http://127.0.0.1:4001"),
        Secrets = ChannelSecrets.Draw(),
        ScriptsFolder = Path.Combine(Root(), "scripts"),
        Script = "six-questions",
        RunFolder = Directory.CreateTempSubdirectory("endpoints").FullName,
        OperatorToken = AccessHost.Token,
    };

    private static List<string> Public<T>(WebApplicationFactory<T> host)
        where T : class => [.. Routes(host).Where(route => route.IsPublic).Select(route => route.Name)];

    private static List<string> Closed<T>(WebApplicationFactory<T> host)
        where T : class => [.. Routes(host).Where(route => !route.IsPublic).Select(route => route.Name)];

    /// <summary>The closed endpoints that answer something else than a refusal.</summary>
    private static async Task<List<string>> AnsweredAsync<T>(WebApplicationFactory<T> host)
        where T : class
    {
        using var client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        List<string> answered = [];
        foreach (var route in Closed(host))
        {
            var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
            var path = string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? "x" : part));
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.StatusCode is not HttpStatusCode.Unauthorized)
            {
                answered.Add($"{route}: {(int)answer.StatusCode}");
            }
        }

        return answered;
    }

    private static IEnumerable<(string Name, bool IsPublic)> Routes<T>(WebApplicationFactory<T> host)
        where T : class =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let isPublic = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let name = $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"
        orderby name
        group isPublic by name into same
        select (same.Key, same.All(each => each));

    private static IEnumerable<string> Routes<T>(WebApplicationFactory<T> host, string policy)
        where T : class =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == policy)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let name = $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"
        orderby name
        select name;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
