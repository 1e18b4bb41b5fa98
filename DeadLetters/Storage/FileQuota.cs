namespace OrleansFailover.DeadLetters.Storage;

/// <summary>
/// The bound of a directory. Other processes write and remove there too, so it is counted again after a while, and sooner when it seems full.
/// </summary>
internal sealed class FileQuota
{
    private static readonly TimeSpan CountedFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FullFor = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo directory;
    private readonly int maxRecords;
    private readonly long maxBytes;
    private readonly TimeProvider timeProvider;
    private readonly Lock reserving = new();
    private long records;
    private long bytes;
    private long countedAt;

    public FileQuota(DirectoryInfo directory, int maxRecords, long maxBytes, TimeProvider timeProvider)
    {
        this.directory = directory;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.timeProvider = timeProvider;
        Count();
    }

    /// <exception cref="IOException">There is no place.</exception>
    public void Reserve(int size)
    {
        lock (reserving)
        {
            var since = timeProvider.GetElapsedTime(countedAt);
            if (since >= CountedFor || (IsFull(size) && since >= FullFor))
            {
                Count();
            }

            if (IsFull(size))
            {
                throw new IOException(
                    $"The dead letter store is full: {records} records of {maxRecords}, {bytes} bytes of {maxBytes}, {size} more wanted. Replay or discard letters.");
            }

            records++;
            bytes += size;
        }
    }

    public void Release(int size)
    {
        lock (reserving)
        {
            records--;
            bytes -= size;
        }
    }

    private bool IsFull(int size) => records >= maxRecords || bytes + size > maxBytes;

    private void Count()
    {
        (records, bytes) = (0, 0);
        foreach (var file in directory.EnumerateFiles("*" + RecordNames.Letter))
        {
            records++;
            bytes += file.Length;
        }

        countedAt = timeProvider.GetTimestamp();
    }
}
