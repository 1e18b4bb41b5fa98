using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>One JSON file a letter, flushed to the disk before it counts. Names sort by time.</summary>
internal sealed class FileDeadLetterStore : IDeadLetterStore, IDisposable
{
    private readonly DeadLetterOptions options;
    private readonly DirectoryInfo directory;
    private readonly SemaphoreSlim writers;
    private readonly Lock reserving = new();
    private long records;
    private long bytes;

    /// <exception cref="IOException">The directory cannot be made or read: better at start than with the first letter.</exception>
    public FileDeadLetterStore(IOptions<DeadLetterOptions> options)
    {
        this.options = options.Value;
        directory = System.IO.Directory.CreateDirectory(this.options.Directory);
        writers = new(this.options.MaxConcurrentWrites);
        foreach (var file in directory.EnumerateFiles("*.json"))
        {
            records++;
            bytes += file.Length;
        }
    }

    public async Task StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(letter, DeadLetterJsonContext.Default.DeadLetter);
        Reserve(content.Length);
        var path = Path.Combine(directory.FullName, NameOf(letter));
        try
        {
            await writers.WaitAsync(cancellationToken);
            try
            {
                // A disk that hangs must not hang the webhook: the write goes on behind, and a letter that is kept twice does no harm.
                await Task.Run(() => Write(path, content), CancellationToken.None).WaitAsync(cancellationToken);
            }
            finally
            {
                writers.Release();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            Release(content.Length);
            throw new DeadLetterStoreException($"The dead letter was not written to {directory.FullName}: {exception.Message}", exception);
        }
    }

    public void Dispose() => writers.Dispose();

    // Written under its final name: flushing a new file also makes its directory entry durable, while a rename after the flush would be one
    // more thing that a power loss can undo. A torn file was never acked; whoever reads the directory skips it.
    private static void Write(string path, byte[] content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None, content.Length);
        RandomAccess.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
    }

    private static string NameOf(DeadLetter letter) => string.Create(
        CultureInfo.InvariantCulture, $"{letter.Time.UtcDateTime:yyyyMMdd'T'HHmmssfffffff}-{Guid.NewGuid():N}.json");

    private void Reserve(int size)
    {
        lock (reserving)
        {
            if (records >= options.MaxRecords || bytes + size > options.MaxBytes)
            {
                throw new DeadLetterStoreException(
                    $"The dead letter store {directory.FullName} is full: {records} records of {options.MaxRecords}, {bytes} bytes of {options.MaxBytes}, {size} more wanted. Replay or remove letters.");
            }

            records++;
            bytes += size;
        }
    }

    private void Release(int size)
    {
        lock (reserving)
        {
            records--;
            bytes -= size;
        }
    }
}
