namespace OrleansFailover.WebhookGateway.Edge;

internal enum EdgeStepKind
{
    /// <summary>Send the webhook to <see cref="EdgeStep.Region"/>.</summary>
    Send,

    /// <summary>Wait for an answer, and for the hedging time where <see cref="EdgeStep.MayHedge"/>.</summary>
    Wait,

    /// <summary>Give the answer of attempt <see cref="EdgeStep.Attempt"/> back.</summary>
    Answer,

    /// <summary>No region took it: 503.</summary>
    GiveUp,
}

/// <summary>What to do next with a webhook.</summary>
internal readonly record struct EdgeStep(EdgeStepKind Kind)
{
    public int Region { get; init; }

    public int Attempt { get; init; }

    public bool MayHedge { get; init; }

    /// <summary>Why the webhook goes past its primary region; null when it goes there first.</summary>
    public string? Reason { get; init; }
}
