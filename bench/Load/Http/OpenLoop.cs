using HdrHistogram;

namespace OrleansFailover.Load.Http;

/// <summary>
/// Sends by a schedule that does not wait for the server: a slow answer makes the next request late, and the lateness counts, because
/// latency runs from the scheduled time.
/// </summary>
internal static class OpenLoop
{
    private const long HighestMicroseconds = 120_000_000;
    private const int Digits = 3;
    private const int StackBytes = 256 * 1024;

    public static LoadResult Run(int port, PreparedWebhooks webhooks, Schedule schedule, int connections, TimeProvider time)
    {
        using var ready = new Barrier(connections);
        var workers = Enumerable.Range(0, connections).Select(_ => new Worker(port, webhooks, schedule, time)).ToList();
        var clock = new StartClock(schedule);
        var threads = workers.ConvertAll(worker => new Thread(() => worker.Run(ready, clock), StackBytes));
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var latency = New();
        workers.ForEach(worker => latency.Add(worker.Latency));
        return workers.Select(worker => worker.Failure).FirstOrDefault(failure => failure is not null) is { } failed
            ? throw new InvalidOperationException($"A sender failed: {failed.Message}", failed)
            : new(
                workers.Sum(worker => worker.Acked), workers.Sum(worker => worker.Refused), workers.Sum(worker => worker.Uncopied),
                time.GetElapsedTime(clock.Started, workers.Max(worker => worker.Last)), latency);
    }

    private static LongHistogram New() => new(HighestMicroseconds, Digits);

    private sealed class StartClock(Schedule schedule)
    {
        private int _taken = -1;
        private long _started;

        public long Started => Interlocked.Read(ref _started);

        public void Start(long now) => Interlocked.CompareExchange(ref _started, now, 0);

        /// <summary>When the next request is due, or null when there is none.</summary>
        public long? Take(TimeProvider time)
        {
            if (schedule.Due is not { } due)
            {
                var now = time.GetTimestamp();
                return time.GetElapsedTime(Started, now) < schedule.Duration ? now : null;
            }

            var ticket = Interlocked.Increment(ref _taken);
            return ticket < due.Length ? Started + due[ticket] : null;
        }
    }

    private sealed class Worker(int port, PreparedWebhooks webhooks, Schedule schedule, TimeProvider time)
    {
        public LongHistogram Latency { get; } = New();

        public long Acked { get; private set; }

        public long Refused { get; private set; }

        public long Uncopied { get; private set; }

        public long Last { get; private set; }

        public Exception? Failure { get; private set; }

        public void Run(Barrier ready, StartClock clock)
        {
            var waits = true;
            try
            {
                using var connection = new WebhookConnection(port);
                ready.SignalAndWait();
                waits = false;
                clock.Start(time.GetTimestamp());
                while (clock.Take(time) is { } due)
                {
                    if (schedule.Due is not null)
                    {
                        NanoSleep.For(time.GetElapsedTime(time.GetTimestamp(), due));
                    }

                    Count(connection.Send(webhooks.Next()), due);
                }
            }
            catch (Exception exception)
            {
                Failure = exception;
                if (waits)
                {
                    ready.RemoveParticipant();
                }
            }
        }

        private void Count(WebhookAnswer answer, long due)
        {
            Last = time.GetTimestamp();
            Latency.RecordValue(Math.Min((long)time.GetElapsedTime(due, Last).TotalMicroseconds, HighestMicroseconds));
            if (answer.Status == StatusCodes.Status200OK)
            {
                Acked++;
                Uncopied += answer.IsUncopied ? 1 : 0;
            }
            else
            {
                Refused++;
            }
        }
    }
}
