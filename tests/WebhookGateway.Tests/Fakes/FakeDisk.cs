using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using OrleansFailover.WebhookGateway.Spool;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>A disk that can fail, hang, and forget what was not flushed.</summary>
internal sealed class FakeDisk : ISpoolDisk
{
    private readonly SpoolDisk real = new();
    private readonly ConcurrentDictionary<SafeFileHandle, string> paths = new();

    /// <summary>What outlives a power loss, by path.</summary>
    public ConcurrentDictionary<string, long> Durable { get; } = new();

    public int Flushes;

    public bool Broken { get; set; }

    /// <summary>False: a flush does nothing, like a disk that lies.</summary>
    public bool FlushWorks { get; set; } = true;

    /// <summary>Blocks flushes until it is set.</summary>
    public ManualResetEventSlim Gate { get; } = new(true);

    public SafeFileHandle Open(string path, FileMode mode)
    {
        Check();
        var file = real.Open(path, mode);
        paths[file] = path;
        return file;
    }

    public void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset)
    {
        if (Broken)
        {
            // A part of it reached the disk.
            real.Write(file, [buffers[0][..(buffers[0].Length / 2)]], offset);
        }

        Check();
        real.Write(file, buffers, offset);
    }

    public void Flush(SafeFileHandle file)
    {
        Interlocked.Increment(ref Flushes);
        Gate.Wait();
        Check();
        if (FlushWorks)
        {
            Durable[paths[file]] = RandomAccess.GetLength(file);
        }
    }

    /// <summary>What a machine finds whose power failed now: every file with only its flushed bytes.</summary>
    public void CopyDurable(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var (path, length) in Durable.Where(file => Path.GetDirectoryName(file.Key) == from && File.Exists(file.Key)))
        {
            File.WriteAllBytes(Path.Combine(to, Path.GetFileName(path)), File.ReadAllBytes(path)[..(int)length]);
        }
    }

    private void Check()
    {
        if (Broken)
        {
            throw new IOException("The disk is broken.");
        }
    }
}
