namespace OrleansFailover.LocalCloud;

/// <summary>A part of the region could not start, most often because its port is taken.</summary>
public sealed class LocalCloudStartException : Exception
{
    /// <summary>Makes the exception for one part.</summary>
    public LocalCloudStartException(string part, int port, Exception cause)
        : base($"LocalCloud part {part} could not start on 127.0.0.1:{port}: {cause?.GetBaseException().Message}", cause)
    {
        Part = part;
        Port = port;
    }

    /// <summary>The part: Cosmos, Redis or Kafka.</summary>
    public string Part { get; }

    /// <summary>The port that was asked for; 0 stands for any free port.</summary>
    public int Port { get; }
}
