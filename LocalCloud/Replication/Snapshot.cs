using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>
/// A full copy of what a region holds. On the wire: frames of a length and that many bytes, the header first, then documents, and an
/// empty frame last, so that a copy which broke off is never taken for a whole one.
/// </summary>
internal sealed record Snapshot(SnapshotHeader Header, IReadOnlyList<ReplicatedDocument> Documents)
{
    private const int FrameBytes = 1024 * 1024;
    private const int MaxFrameBytes = 64 * 1024 * 1024;

    public static async Task WriteAsync(ReplicationContext context, Stream stream, CancellationToken cancellationToken)
    {
        var progress = new List<ContainerProgress>();
        var contents = new List<(DocumentContainer Container, List<DocumentVersion> Versions)>();
        foreach (var container in context.Store.Containers())
        {
            var versions = container.Snapshot(out var seen);
            var definition = container.Definition;
            progress.Add(new ContainerProgress(definition.Database, definition.Name, definition.Epoch, seen));
            contents.Add((container, versions));
        }

        var floors = Enumerable.Range(0, context.Topology.Count).Select(region => context.Floors[region]).ToArray();
        var header = new SnapshotHeader(floors, context.Store.Catalogue(), progress);
        await WriteFrameAsync(stream, JsonSerializer.SerializeToUtf8Bytes(header), cancellationToken);
        using var buffer = new MemoryStream();
        await using var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true);
        foreach (var (container, versions) in contents)
        {
            var definition = container.Definition;
            foreach (var version in versions)
            {
                var document = new ReplicatedDocument(definition.Database, definition.Name, definition.Epoch, IsResolution: true, version);
                ReplicationCodec.Write(writer, document);
                if (buffer.Length >= FrameBytes)
                {
                    await FlushAsync();
                }
            }
        }

        await FlushAsync();
        await WriteFrameAsync(stream, ReadOnlyMemory<byte>.Empty, cancellationToken);

        async Task FlushAsync()
        {
            writer.Flush();
            if (buffer.Length > 0)
            {
                await WriteFrameAsync(stream, buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
                buffer.SetLength(0);
            }
        }
    }

    public static async Task<Snapshot> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = JsonSerializer.Deserialize<SnapshotHeader>(await ReadFrameAsync(stream, cancellationToken))
            ?? throw new InvalidDataException("The full copy has no header.");
        var documents = new List<ReplicatedDocument>();
        while (await ReadFrameAsync(stream, cancellationToken) is { Length: > 0 } frame)
        {
            documents.AddRange(ReplicationCodec.ReadAll(frame));
        }

        return new Snapshot(header, documents);
    }

    private static async Task WriteFrameAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        await stream.WriteAsync(length, cancellationToken);
        await stream.WriteAsync(bytes, cancellationToken);
    }

    private static async Task<byte[]> ReadFrameAsync(Stream stream, CancellationToken cancellationToken)
    {
        var prefix = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(prefix, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length is < 0 or > MaxFrameBytes)
        {
            throw new InvalidDataException($"A frame of a full copy has {length} bytes; at most {MaxFrameBytes} are expected.");
        }

        var frame = new byte[length];
        await stream.ReadExactlyAsync(frame, cancellationToken);
        return frame;
    }
}
