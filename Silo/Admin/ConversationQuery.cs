namespace OrleansFailover.Silo.Admin;

/// <summary>Which conversation is looked for. In the body of a request and not in its address, which is written down in more places.</summary>
internal sealed record ConversationQuery
{
    /// <summary>A conversation's key (<c>whatsapp/106540352242922/491701234567</c>), its pseudonym (<c>conversation:7f3a…</c>), or an id of its user: the phone number or the business-scoped id.</summary>
    public string Text { get; init; } = "";

    /// <summary>The business number's id, or its name in the configuration, for an id of a user. Empty: every configured number, and whatever is in memory.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>True: with what was said and the key, for operators.</summary>
    public bool Content { get; init; }
}
