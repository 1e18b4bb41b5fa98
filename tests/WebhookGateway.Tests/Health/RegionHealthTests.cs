using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Health;

public sealed class RegionHealthTests
{
    private readonly SwitchedCheck log = new();
    private readonly SwitchedCheck store = new();

    [Fact]
    public async Task Health_EverythingHealthy_Is200WithEveryPart()
    {
        await using var region = await StartAsync();

        var (status, json) = await GetAsync(region);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"status":"Healthy","region":"eastus","parts":{"credentials":{"status":"Healthy","description":"unknown: nothing was sent or probed yet"},"gateway":{"status":"Healthy","description":"running"},"inbound-log":{"status":"Healthy","description":"fine"},"log-circuit":{"status":"Healthy","description":"closed"},"numbers":{"status":"Healthy","description":""",
            json[..json.IndexOf("\"every number", StringComparison.Ordinal)]);
        Assert.EndsWith(
            """ "region":{"status":"Healthy","description":"active"},"sessions":{"status":"Healthy","description":"none"},"spool":{"status":"Healthy","description":"empty"},"store":{"status":"Healthy","description":"fine"}}}""".Trim(),
            json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HealthStatus.Unhealthy, HealthStatus.Healthy)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Degraded)]
    public async Task Health_APartIsNotHealthy_Is503(HealthStatus logStatus, HealthStatus storeStatus)
    {
        log.Status = logStatus;
        store.Status = storeStatus;
        await using var region = await StartAsync();

        var (status, json) = await GetAsync(region);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("""{"status":"Unhealthy","region":"eastus","parts":{"credentials":{"status":"Healthy",""", json, StringComparison.Ordinal);
        Assert.Contains(""" "inbound-log":{"status": """.Trim(), json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_RegionRecovering_Is503()
    {
        await using var region = await StartAsync();
        region.Phase.IsActive = false;

        var (status, json) = await GetAsync(region);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(""" "region":{"status":"Unhealthy","description":"recovering"} """.Trim(), json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rejected", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Missing", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Accepted", HttpStatusCode.OK)]
    [InlineData("Unknown", HttpStatusCode.OK)]
    public async Task Health_WhatTheSilosFoundOfTheTokens_Is503WhenNoNumberCanSend(string state, HttpStatusCode expected)
    {
        await using var region = await StartAsync(settings: new() { ["BusinessNumbers:Numbers:shop:PhoneNumberId"] = Payloads.Number });
        region.Notes.Notes[CredentialNote.Name] = $$$"""{"shop":{"state":"{{{state}}}","token":"1f0c","at":"2026-11-24T19:03:00+00:00","reason":"190"}}""";

        var (status, json) = await GetAsync(region);

        Assert.Equal(expected, status);
        Assert.Contains($"\"credentials\":{{\"status\":\"{(expected is HttpStatusCode.OK ? "Healthy" : "Unhealthy")}\"", json, StringComparison.Ordinal);
        Assert.Contains($"1 {state.ToLowerInvariant()} (shop: {state.ToLowerInvariant()}", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OptionalPartUnhealthy_Is200()
    {
        await using var region = await StartAsync(checks => checks.AddCheck("extra", () => HealthCheckResult.Unhealthy("down")));

        var (status, json) = await GetAsync(region);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"extra\":{\"status\":\"Unhealthy\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_RequiredPartMissing_Is503()
    {
        await using var region = await RegionHost.StartAsync();

        var (status, json) = await GetAsync(region);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"store\":{\"status\":\"Unhealthy\",\"description\":\"no such check answered\"}", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Health_APartHangs_Is503InTime(bool listens)
    {
        log.Hangs = true;
        log.Listens = listens;
        await using var region = await StartAsync(settings: new() { ["Health:Timeout"] = "00:00:00.2" });
        var started = TimeProvider.System.GetTimestamp();

        var (status, _) = await GetAsync(region);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Health_ManyProbes_CostOneCheckUntilTheCacheEnds()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var region = await StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        for (var i = 0; i < 10; i++)
        {
            await GetAsync(region);
        }

        Assert.Equal(1, log.Calls);
        time.Advance(TimeSpan.FromMilliseconds(501));
        await GetAsync(region);
        Assert.Equal(2, log.Calls);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Liveness_UnhealthyRegion_Is200(string path)
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Json)> GetAsync(RegionHost region)
    {
        using var response = await region.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        var json = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonDocument.Parse(json).Dispose();
        return (response.StatusCode, json);
    }

    private Task<RegionHost> StartAsync(
        Action<IHealthChecksBuilder>? more = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null) =>
        RegionHost.StartAsync(settings: settings, configure: collection =>
        {
            var checks = collection.AddHealthChecks().AddCheck("inbound-log", log).AddCheck("store", store);
            more?.Invoke(checks);
            services?.Invoke(collection);
        });

    private sealed class SwitchedCheck : IHealthCheck
    {
        public HealthStatus Status { get; set; } = HealthStatus.Healthy;

        public bool Hangs { get; set; }

        public bool Listens { get; set; } = true;

        public int Calls { get; private set; }

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Calls++;
            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Listens ? cancellationToken : CancellationToken.None);
            }

            return new HealthCheckResult(Status, "fine");
        }
    }
}
