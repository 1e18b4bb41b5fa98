namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Lets one waiter sleep until a time has passed or somebody has news. Any number may set it.</summary>
internal sealed class WakeSignal(TimeProvider time)
{
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => Volatile.Read(ref _news).TrySetResult();

    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var news = Volatile.Read(ref _news);
        if (!news.Task.IsCompleted)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(news.Task, Task.Delay(longest, time, end.Token));
            await end.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        // News that arrives between the two lines is not lost: the waiter looks at the queue after this, and it was put there before.
        if (news.Task.IsCompleted)
        {
            Volatile.Write(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }
}
