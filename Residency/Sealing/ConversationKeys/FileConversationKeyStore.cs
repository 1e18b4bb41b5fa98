using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>
/// One file a conversation, named after the hash of its key, in a folder a zone. A file is replaced in one step, under a lock that all processes respect, and
/// the bytes of the one before are written over.
/// </summary>
internal sealed class FileConversationKeyStore(IOptions<SealingOptions> options, TimeProvider time) : IConversationKeyStore, IDisposable
{
    private const string Ending = ".json";
    private const string LockFile = "lock";

    private static readonly TimeSpan LockBound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim writing = new(1, 1);

    public async Task<StoredConversationKey?> ReadAsync(string zone, ConversationId conversation, CancellationToken cancellationToken) =>
        await ReadAsync(PathOf(zone, conversation), cancellationToken);

    public async Task<bool> TryWriteAsync(
        string zone, ConversationId conversation, ConversationKeyDocument document, string? etag, CancellationToken cancellationToken)
    {
        var path = PathOf(zone, conversation);
        await writing.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(FolderOf(zone));
            using var held = await LockAsync(zone, cancellationToken);
            if ((await ReadAsync(path, cancellationToken))?.ETag != etag)
            {
                return false;
            }

            Replace(path, JsonSerializer.SerializeToUtf8Bytes(document, ConversationKeyJsonContext.Default.ConversationKeyDocument));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed($"{path} cannot be written", exception);
        }
        finally
        {
            writing.Release();
        }
    }

    public async IAsyncEnumerable<ConversationId> ConversationsAsync(string zone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] paths;
        try
        {
            paths = Directory.Exists(FolderOf(zone)) ? Directory.GetFiles(FolderOf(zone), "*" + Ending) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed($"{FolderOf(zone)} cannot be listed", exception);
        }

        foreach (var path in paths)
        {
            if ((await ReadAsync(path, cancellationToken))?.Document.Key?.Conversation is { } conversation)
            {
                yield return ConversationId.Parse(conversation);
            }
        }
    }

    public void Dispose() => writing.Dispose();

    private static async Task<StoredConversationKey?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var document = JsonSerializer.Deserialize(bytes, ConversationKeyJsonContext.Default.ConversationKeyDocument);
            return document is { V: ConversationKeyDocument.Version } ? new(document, Convert.ToHexStringLower(SHA256.HashData(bytes))) : throw Failed($"{path} is of a version that this build does not read");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Failed($"{path} cannot be read", exception);
        }
    }

    // The name goes to the new file before the old bytes are written over: a crash in between leaves bytes of a file without a name.
    private static void Replace(string path, ReadOnlySpan<byte> content)
    {
        using var before = File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete) : null;
        var unfinished = path + ".tmp";
        using var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete);
        RandomAccess.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
        File.Move(unfinished, path, overwrite: true);
        RandomAccess.FlushToDisk(file);
        if (before is not null)
        {
            RandomAccess.Write(before, new byte[RandomAccess.GetLength(before)], 0);
            RandomAccess.FlushToDisk(before);
        }
    }

    private async Task<FileStream> LockAsync(string zone, CancellationToken cancellationToken)
    {
        var path = Path.Combine(FolderOf(zone), LockFile);
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < LockBound)
            {
                await Task.Delay(LockPause, time, cancellationToken);
            }
        }
    }

    private static ConversationKeyStoreException Failed(string what, Exception? exception = null) => new($"The key of a conversation: {what}.", exception);

    private string FolderOf(string zone) => Path.Combine(options.Value.KeyDirectory ?? throw Failed("Residency:Sealing:KeyDirectory is not set"), zone);

    private string PathOf(string zone, ConversationId conversation) =>
        Path.Combine(FolderOf(zone), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation.Key))) + Ending);
}
