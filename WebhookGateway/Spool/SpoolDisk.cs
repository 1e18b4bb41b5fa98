using Microsoft.Win32.SafeHandles;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The real disk.</summary>
internal sealed class SpoolDisk : ISpoolDisk
{
    public SafeFileHandle Open(string path, FileMode mode) => File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset) => RandomAccess.Write(file, buffers, offset);

    public void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);
}
