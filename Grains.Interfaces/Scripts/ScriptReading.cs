using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>What a message of the user means to a script.</summary>
public abstract record ScriptReading
{
    private ScriptReading()
    {
    }

    /// <summary>It answers a question with a (normalised) value.</summary>
    public sealed record Answered(string Question, string Value) : ScriptReading;

    /// <summary>It does not pass as an answer to the open question; <paramref name="Why"/> is said before the question is asked again.</summary>
    public sealed record Rejected(OutboundMessage Why) : ScriptReading;

    /// <summary>The answer to a question is taken back ("back"), so that it is open again.</summary>
    public sealed record TakenBack(string Question) : ScriptReading;

    /// <summary>A new session begins ("restart").</summary>
    public sealed record Restarted : ScriptReading;

    /// <summary>Something is said (help) and the open question is asked again.</summary>
    public sealed record Explained(OutboundMessage Text) : ScriptReading;

    /// <summary>It means nothing here (a reaction, a sticker, a deleted message): no reply.</summary>
    public sealed record Ignored : ScriptReading;
}
