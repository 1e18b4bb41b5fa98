namespace OrleansFailover.LocalCloud;

/// <summary>Lets the listener log to the caller's loggers without owning them.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // The loggers are the caller's.
    }
}
