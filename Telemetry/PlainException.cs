namespace OrleansFailover.Telemetry;

/// <summary>What a log shows of an exception whose text names conversations.</summary>
internal sealed class PlainException : Exception
{
    private readonly string text;

    private PlainException(string message, string text)
        : base(message) => this.text = text;

    /// <summary>The exception itself when nothing in it has to be hidden.</summary>
    public static Exception Of(Exception exception)
    {
        var text = exception.ToString();
        var plain = ConversationKeys.Hide(text);
        return ReferenceEquals(text, plain) ? exception : new PlainException(ConversationKeys.Hide(exception.Message), plain);
    }

    public override string ToString() => text;
}
