using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Ladder;

public sealed class LogCircuitTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider time = new();
    private readonly WebhookOptions options = new();
    private readonly LogCircuit circuit;

    public LogCircuitTests() => circuit = new(
        Options.Create(options), time, new WebhookMetrics(services.GetRequiredService<IMeterFactory>()), NullLogger<LogCircuit>.Instance);

    [Fact]
    public void Report_FailuresBelowTheLimit_StaysClosed()
    {
        Append(false, options.CircuitFailures - 1);
        Assert.Equal(CircuitState.Closed, circuit.State);

        Append(false, 1);
        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.False(circuit.TryEnter(out _));
    }

    [Fact]
    public void Report_FewFailuresAmongManySuccesses_StaysClosed()
    {
        Append(true, 100);
        Append(false, 50);

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void Report_FailuresFarApart_AreNotCountedTogether()
    {
        for (var i = 0; i < options.CircuitFailures * 3; i++)
        {
            Append(false, 1);
            time.Advance(options.CircuitWindow / 2);
        }

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void TryEnter_AfterThePause_LetsOneProbeIn()
    {
        Append(false, options.CircuitFailures);
        time.Advance(options.CircuitBreak - TimeSpan.FromMilliseconds(1));
        Assert.False(circuit.TryEnter(out _));

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.True(circuit.TryEnter(out var isProbe));
        Assert.True(isProbe);
        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.False(circuit.TryEnter(out _));

        circuit.Report(isProbe, succeeded: true);
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void Report_ProbeFailed_WaitsThePauseAgain()
    {
        Append(false, options.CircuitFailures);
        time.Advance(options.CircuitBreak);
        Assert.True(circuit.TryEnter(out var isProbe));
        circuit.Report(isProbe, succeeded: false);

        Assert.Equal(CircuitState.Open, circuit.State);
        time.Advance(options.CircuitBreak);
        Assert.Equal(CircuitState.HalfOpen, circuit.State);
    }

    [Fact]
    public void Report_AppendFromBeforeItOpened_DoesNotCloseIt()
    {
        Assert.True(circuit.TryEnter(out var late));
        Append(false, options.CircuitFailures);

        circuit.Report(late, succeeded: true);

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    public void Dispose() => services.Dispose();

    private void Append(bool succeeded, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(circuit.TryEnter(out var isProbe));
            circuit.Report(isProbe, succeeded);
        }
    }
}
