namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>The names of the streams that bring events to their conversations. The stream's key is the conversation's.</summary>
public static class InboundStreamNames
{
    /// <summary>The stream namespace to which conversations subscribe implicitly.</summary>
    public const string Namespace = "inbound";
}
