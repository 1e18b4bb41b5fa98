namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>A body, or why there is none.</summary>
internal readonly record struct BodyRead(RequestBody? Body, BodyOutcome Outcome)
{
    /// <summary>The status that answers for a body that there is not. Everything but 413 is one that the channel tries again.</summary>
    public int StatusCode => Outcome switch
    {
        BodyOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
        BodyOutcome.TooSlow => StatusCodes.Status408RequestTimeout,
        BodyOutcome.NoRoom => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>The reason in metrics.</summary>
    public string Reason => Outcome switch
    {
        BodyOutcome.TooLarge => "too-large",
        BodyOutcome.TooSlow => "too-slow",
        _ => "busy",
    };
}
