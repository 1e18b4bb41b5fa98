using Microsoft.Win32.SafeHandles;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The writes of the spool: where a disk fails, hangs, or forgets what was not flushed. Each method may throw an <see cref="IOException"/>.</summary>
internal interface ISpoolDisk
{
    SafeFileHandle Open(string path, FileMode mode);

    void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset);

    /// <summary>Returns when everything that was written to the file outlives a power loss.</summary>
    void Flush(SafeFileHandle file);
}
