using Microsoft.Extensions.Logging;

namespace OrleansFailover.Telemetry;

/// <summary>Makes loggers whose lines name no conversation but by its pseudonym, whoever logs: libraries do, and their exceptions stand in our own lines, too.</summary>
internal sealed class PlainLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new PlainLogger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
