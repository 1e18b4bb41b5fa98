using System.Net.Http.Headers;
using OrleansFailover.Drill.Telemetry;

namespace OrleansFailover.Drill.Tests.Telemetry;

public sealed class TelemetryFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drill-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Post_WhatTwoRegionsExport_IsKeptAsItCameForEach()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var telemetry = await TelemetryFiles.StartAsync(_folder.FullName, cancellationToken);
        using var http = new HttpClient { BaseAddress = telemetry.Address };

        await PostAsync(http, "/eastus/v1/traces", [1, 2, 0xFF], cancellationToken);
        await PostAsync(http, "/eastus/v1/traces", [3], cancellationToken);
        await PostAsync(http, "/westeurope/v1/metrics", [4], cancellationToken);

        var file = Assert.Single(Directory.GetFiles(_folder.FullName, TelemetryFiles.PatternOf("eastus")));
        Assert.Equal(new byte[] { 1, 2, 0xFF, 3 }, await File.ReadAllBytesAsync(file, cancellationToken));
        var other = Assert.Single(Directory.GetFiles(_folder.FullName, TelemetryFiles.PatternOf("westeurope")));
        Assert.Equal(new byte[] { 4 }, await File.ReadAllBytesAsync(other, cancellationToken));
    }

    private static async Task PostAsync(HttpClient http, string path, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
