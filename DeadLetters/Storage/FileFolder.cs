using System.Runtime.CompilerServices;

namespace OrleansFailover.DeadLetters.Storage;

/// <summary>Records as files of one directory, flushed to the disk before they count.</summary>
internal sealed class FileFolder : IRecordFolder, IDisposable
{
    private const string Unfinished = ".tmp";
    private static readonly TimeSpan UnfinishedFor = TimeSpan.FromHours(1);

    private readonly DirectoryInfo directory;
    private readonly SemaphoreSlim writers;
    private readonly FileQuota quota;

    /// <exception cref="IOException">The directory cannot be made or read: better at start than with the first letter.</exception>
    public FileFolder(DeadLetterOptions options, TimeProvider timeProvider)
    {
        directory = Directory.CreateDirectory(options.Directory);
        writers = new(options.MaxConcurrentWrites);
        var now = timeProvider.GetUtcNow();
        foreach (var left in directory.EnumerateFiles("*" + Unfinished).Where(file => now - file.LastWriteTimeUtc > UnfinishedFor))
        {
            left.Delete();
        }

        quota = new(directory, options.MaxRecords, options.MaxBytes, timeProvider);
    }

    public string Name => directory.FullName;

    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return false;
        }

        // What settles a letter is small, and must be possible when the store is full.
        var counts = name.EndsWith(RecordNames.Letter, StringComparison.Ordinal);
        if (counts)
        {
            quota.Reserve(content.Length);
        }

        var created = false;
        try
        {
            await writers.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // A disk that hangs must not hang the webhook: the write goes on behind, and a letter that is kept twice does no harm.
                created = await Task.Run(() => Write(path, content), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
                return created;
            }
            finally
            {
                writers.Release();
            }
        }
        finally
        {
            if (counts && !created)
            {
                quota.Release(content.Length);
            }
        }
    }

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(name), cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await Task.Run(
            () =>
            {
                var found = directory.EnumerateFiles().Select(file => file.Name).Where(name => !name.EndsWith(Unfinished, StringComparison.Ordinal)).ToArray();
                Array.Sort(found, StringComparer.Ordinal);
                return found;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var name in names)
        {
            yield return name;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(name));
        return Task.CompletedTask;
    }

    public bool IsStorageError(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public void Dispose() => writers.Dispose();

    // A reader never sees half a record, and neither does a second writer that asks whether it is there: it gets its name when it is whole. The
    // flush after that makes the name durable: a journal writes the file's new name with the file.
    private bool Write(string path, ReadOnlyMemory<byte> content)
    {
        var unfinished = Path.Combine(directory.FullName, Guid.NewGuid().ToString("N") + Unfinished);
        try
        {
            using var file = File.OpenHandle(
                unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.None, content.Length);
            RandomAccess.Write(file, content.Span, 0);
            RandomAccess.FlushToDisk(file);
            if (!NewName.TryGive(unfinished, path))
            {
                return false;
            }

            RandomAccess.FlushToDisk(file);
            return true;
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private string PathOf(string name) => Path.Combine(directory.FullName, name);
}
