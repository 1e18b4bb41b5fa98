using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OrleansFailover.Telemetry;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Telemetry;

public sealed class TelemetryTests
{
    // Nobody listens there: what is exported is looked at before.
    private const string Endpoint = "http://127.0.0.1:9/";

    private const string AzureMonitor = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";

    // Listeners hear every host of the process: each test looks at its own trace.
    private readonly string trace = ActivityTraceId.CreateRandom().ToHexString();

    private static readonly string Body = Payloads.Messages(Payloads.Text("wamid.1", "a private text"));

    [Theory]
    [InlineData(null, null, null, false, false)]
    [InlineData("", null, null, false, false)]
    [InlineData(Endpoint, null, null, true, true)]
    [InlineData(Endpoint, "OTEL_SDK_DISABLED", "true", false, false)]
    [InlineData(Endpoint, "OTEL_TRACES_EXPORTER", "none", false, true)]
    [InlineData(Endpoint, "OTEL_METRICS_EXPORTER", "none", true, false)]
    [InlineData(Endpoint, "OTEL_METRICS_EXPORTER", "otlp", true, true)]
    public void Choice_OfTheStandardNames_IsWhatTheySay(string? endpoint, string? name, string? value, bool traces, bool metrics)
    {
        var configuration = Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), (name ?? "x", value));

        Assert.Equal(new TelemetryChoice(traces, metrics, traces || metrics, null), TelemetryChoice.Of(configuration));
    }

    [Theory]
    [InlineData(null, "", "", true, true)]
    [InlineData(Endpoint, "", "", true, true)]
    [InlineData(null, "OTEL_TRACES_EXPORTER", "none", false, true)]
    [InlineData(null, "OTEL_SDK_DISABLED", "true", false, false)]
    public void Choice_OfAzureMonitor_StandsBesideTheCollector(string? endpoint, string name, string value, bool traces, bool metrics)
    {
        var choice = TelemetryChoice.Of(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("APPLICATIONINSIGHTS_CONNECTION_STRING", AzureMonitor), (name, value)));

        Assert.Equal(traces || metrics ? new TelemetryChoice(traces, metrics, endpoint is not null, AzureMonitor) : default, choice);
    }

    [Fact]
    public async Task AzureMonitor_ByItsConnectionString_GetsSpansOfWebhooksWithoutText()
    {
        await using var ingestion = await FakeIngestion.StartAsync();
        await using (var region = await RegionHost.StartAsync(configure: services => services.AddTelemetry(
            Settings(("APPLICATIONINSIGHTS_CONNECTION_STRING", $"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint={ingestion.Address}")), "gateway", "eastus")))
        {
            using var response = await region.PostAsync(Body, TraceParent);
            var spans = region.Services.GetRequiredService<TracerProvider>();

            // The span ends after its response has been read.
            await Eventually.True(() => spans.ForceFlush() && ingestion.Got.Any(body => body.Contains(trace, StringComparison.Ordinal)), "the span of the request");
        }

        await Eventually.True(() => ingestion.Got.Any(body => body.Contains("webhook.received", StringComparison.Ordinal)), "the metrics of the gateway");
        Assert.DoesNotContain(ingestion.Got, body => body.Contains("a private text", StringComparison.Ordinal) || body.Contains(Payloads.Phone, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("ftp://collector/")]
    public void Choice_AddressOfAnotherKind_IsAnErrorThatShowsIt(string endpoint) =>
        Assert.Contains(endpoint, Assert.Throws<InvalidOperationException>(() => TelemetryChoice.Of(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)))).Message, StringComparison.Ordinal);

    [Fact]
    public void AddTelemetry_NoEndpoint_RegistersNothing() =>
        Assert.Empty(new ServiceCollection().AddTelemetry(Settings(), "gateway", "eastus"));

    [Fact]
    public async Task Webhook_Forwarded_TakesItsTraceAlong()
    {
        await using var peer = await FakePeer.StartAsync();
        using var kept = new KeptSpans();
        await using var region = await RegionHost.StartAsync(peer.Address, configure: services => Collect(services, kept));
        region.Log.Break();

        using var response = await region.PostAsync(Body, TraceParent);

        await Eventually.True(() => kept.Of(trace).Count == 3, "the spans of the request, of the sending and of the peer's request");
        var send = kept.Of(trace).Single(span => span.OperationName == "send webhook");
        var request = kept.Of(trace).Single(span => span.SpanId == send.ParentSpanId);
        Assert.Single(kept.Of(trace), span => span.ParentSpanId == send.SpanId);
        Assert.Equal(ActivityKind.Server, request.Kind);
        Assert.Equal(("westeurope", "log-unavailable"), (send.GetTagItem("region"), send.GetTagItem("failover.reason")));
        Assert.Equal(send.Id, Assert.Single(peer.Got).Headers["traceparent"]);
    }

    [Fact]
    public async Task Webhook_Appended_ItsEventsCarryItsTrace()
    {
        using var kept = new KeptSpans();
        await using var region = await RegionHost.StartAsync(configure: services => Collect(services, kept));

        using var response = await region.PostAsync(Body, TraceParent);

        await Eventually.True(() => kept.Of(trace).Count == 1, "the span of the request");
        var request = Assert.Single(kept.Of(trace));
        Assert.Equal(request.Id, Assert.Single(region.Log.Events).Receipt.TraceParent);
        Assert.Equal("/webhook", request.GetTagItem("http.route"));
    }

    [Fact]
    public async Task Spans_OfAllRequests_HoldNoTextNoNumberAndNoSecretOfAPath()
    {
        using var kept = new KeptSpans();
        await using var region = await RegionHost.StartAsync(configure: services => Collect(services, kept));

        region.Client.DefaultRequestHeaders.Add(TraceParent.Name, TraceParent.Value);
        using var webhook = await region.PostAsync(Body);
        using var content = new StringContent(Body);
        using var session = await region.Client.PostAsync(
            new Uri("/wasender/support/a-path-secret-0123456789?hub.verify_token=a-query-secret", UriKind.Relative), content, TestContext.Current.CancellationToken);
        using var health = await region.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);

        await Eventually.True(() => kept.Of(trace).Count >= 2, "the spans of two requests");
        Assert.Equal(2, kept.Of(trace).Count);
        var told = string.Join(' ', kept.Of(trace).Select(span => $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));
        Assert.Contains("http.response.status_code", told, StringComparison.Ordinal);
        foreach (var secret in (string[])["private", Payloads.Phone, "a-path-secret", "a-query-secret"])
        {
            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void PlainSpans_OtherTags_AreTakenOff()
    {
        using var span = new Activity("call").Start();
        span.SetTag("region", "eastus").SetTag("orleans.rpc.target_id", "conversation/whatsapp/1/491701234567").SetTag("url.path", "/secret").SetStatus(ActivityStatusCode.Error, "a text");
        using var plain = new PlainSpans();

        plain.OnEnd(span);

        Assert.Equal(["region"], span.TagObjects.Select(tag => tag.Key));
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }

    [Fact]
    public void PlainSpans_AnEventOnIt_IsNotExported()
    {
        using var span = new Activity("call").Start();
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        using var plain = new PlainSpans();

        plain.OnEnd(span);
        Assert.True(span.Recorded);
        span.AddEvent(new ActivityEvent("exception"));
        plain.OnEnd(span);
        Assert.False(span.Recorded);
    }

    private (string Name, string Value) TraceParent => ("traceparent", $"00-{trace}-b7ad6b7169203331-01");

    private static void Collect(IServiceCollection services, KeptSpans kept)
    {
        services.AddTelemetry(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", Endpoint), ("OTEL_METRICS_EXPORTER", "none")), "gateway", "eastus");
        services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(kept)));
    }

    private static IConfiguration Settings(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build();
}
