using System.Security.Cryptography;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing;

/// <summary>An outcome with the content, which is cleared from memory when this is disposed. Prints only the outcome.</summary>
public sealed class OpenResult : IDisposable
{
    private readonly byte[] content;

    internal OpenResult(OpenOutcome outcome, EnvelopeFault fault = EnvelopeFault.None) => (Outcome, Fault, content) = (outcome, fault, []);

    internal OpenResult(byte[] content) => (Outcome, this.content) = (OpenOutcome.Opened, content);

    public OpenOutcome Outcome { get; }

    /// <summary>Why the bytes are no sealed piece.</summary>
    public EnvelopeFault Fault { get; }

    /// <summary>What was sealed; empty unless it was opened.</summary>
    public ReadOnlySpan<byte> Content => content;

    public void Dispose() => CryptographicOperations.ZeroMemory(content);

    public override string ToString() => Outcome.ToString();
}
