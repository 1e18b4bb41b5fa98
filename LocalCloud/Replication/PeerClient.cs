using System.Globalization;
using System.Net;
using System.Text;
using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Calls one peer over HTTP. Failures surface as <see cref="HttpRequestException"/>, or cancellation after the time limit.</summary>
internal sealed class PeerClient : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    public PeerClient(TopologyRegion peer, Topology topology, long incarnation)
    {
        Peer = peer;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = peer.Endpoint,
            Timeout = RequestTimeout,
        };
        var headers = _http.DefaultRequestHeaders;
        headers.Add(ReplicationHeaders.Region, topology.Regions[topology.Self].Name);
        headers.Add(ReplicationHeaders.Regions, topology.Signature);
        headers.Add(ReplicationHeaders.Incarnation, incarnation.ToString(CultureInfo.InvariantCulture));
    }

    public TopologyRegion Peer { get; }

    public void Dispose() => _http.Dispose();

    public async Task SendMetadataAsync(IReadOnlyList<MetadataRecord> records, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(ReplicationHeaders.MetadataPath, records, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <returns>False when the peer lacks a container that the documents belong to.</returns>
    public async Task<bool> SendDocumentsAsync(IReadOnlyList<PendingWrite> writes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var write in writes)
            {
                ReplicationCodec.Write(writer, write.ToReplicated());
            }
        }

        using var content = new ByteArrayContent(bytes.GetBuffer(), 0, (int)bytes.Length);
        using var response = await _http.PostAsync(ReplicationHeaders.DocumentsPath, content, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }

    public async Task<Snapshot> FetchSnapshotAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(ReplicationHeaders.SnapshotPath, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await Snapshot.ReadAsync(stream, cancellationToken);
    }
}
