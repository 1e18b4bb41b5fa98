using System.Diagnostics;

namespace OrleansFailover.Drill.Cluster;

/// <summary>A started process: its output goes to a file, its last lines are kept, and the watchdog ends it if this program cannot.</summary>
internal sealed class ManagedProcess : IAsyncDisposable
{
    private const int TailLines = 25;

    private readonly Process _process;
    private readonly Watchdog _watchdog;
    private readonly StreamWriter _log;
    private readonly Queue<string> _tail = new();
    private readonly List<(string Prefix, TaskCompletionSource<string> Line)> _awaited = [];
    private readonly Task _pumps;

    private ManagedProcess(ProcessSpec spec, Process process, Watchdog watchdog)
    {
        Part = spec.Part;
        LogFile = spec.LogFile;
        _process = process;
        _watchdog = watchdog;
        _log = new StreamWriter(new FileStream(spec.LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        _pumps = Task.WhenAll(PumpAsync(process.StandardOutput), PumpAsync(process.StandardError));
        Exited = WaitAsync();
    }

    public string Part { get; }

    public string LogFile { get; }

    public int Id => _process.Id;

    /// <summary>Completes when the process is gone and its output is written.</summary>
    public Task Exited { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Meaningful once it has exited.</summary>
    public int ExitCode => _process.ExitCode;

    /// <exception cref="StartException">The program could not be started at all.</exception>
    public static ManagedProcess Start(ProcessSpec spec, Watchdog watchdog)
    {
        var start = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = spec.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start)!;
            watchdog.Watch(process);
            process.StandardInput.Close();
            return new ManagedProcess(spec, process, watchdog);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new StartException(spec.Part, $"'{spec.FileName}' could not be started: {exception.Message}");
        }
    }

    /// <summary>The last lines of its output.</summary>
    public IReadOnlyList<string> Tail()
    {
        lock (_tail)
        {
            return [.. _tail];
        }
    }

    /// <summary>The next output line that begins like this. To be asked for before the line can come.</summary>
    public Task<string> LineAsync(string prefix)
    {
        var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_tail)
        {
            if (_tail.FirstOrDefault(known => known.StartsWith(prefix, StringComparison.Ordinal)) is { } known)
            {
                line.SetResult(known);
            }

            _awaited.Add((prefix, line));
        }

        return line.Task;
    }

    /// <summary>Ends it and everything it started at once, as a power cut would (SIGKILL).</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Ends it alone, in microseconds: a drill means the moment it kills at.</summary>
    public void KillAlone()
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _process.Kill();
            return;
        }

        Signals.Kill(_process.Id);
    }

    /// <summary>Asks it to end, and ends it when it has not within the bound.</summary>
    /// <returns>True when it ended by itself.</returns>
    public async Task<bool> TerminateAsync(TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        Signals.Terminate(_process.Id);
        await Task.WhenAny(Exited, Task.Delay(bound, time, cancellationToken));
        var gone = Exited.IsCompleted;
        Kill();
        await Exited;
        return gone;
    }

    /// <summary>Stops it without ending it; its connections stay open.</summary>
    public void Pause() => Signals.Stop(_process.Id);

    /// <summary>Lets it run again.</summary>
    public void Resume()
    {
        if (!Exited.IsCompleted)
        {
            Signals.Continue(_process.Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        await _log.DisposeAsync();
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        await _process.WaitForExitAsync();
        _watchdog.Forget(_process);
        await _pumps;
    }

    private async Task PumpAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_tail)
            {
                _tail.Enqueue(line);
                if (_tail.Count > TailLines)
                {
                    _tail.Dequeue();
                }

                foreach (var (_, awaited) in _awaited.Where(awaited => line.StartsWith(awaited.Prefix, StringComparison.Ordinal)))
                {
                    awaited.TrySetResult(line);
                }

                _log.WriteLine(line);
            }
        }
    }
}
