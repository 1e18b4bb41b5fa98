namespace OrleansFailover.Drill.Channel;

/// <summary>What the channel does with a send instead of taking it and saying so.</summary>
internal abstract record SendFault
{
    private SendFault()
    {
    }

    /// <summary>Refuses it with a status and a code; nothing of it is kept.</summary>
    internal sealed record Refuse(int Status, int Code) : SendFault;

    /// <summary>Takes it, tells its statuses, and answers 500: the sender cannot know.</summary>
    internal sealed record TakeAndFail : SendFault;

    /// <summary>Takes it, tells its statuses, and cuts the connection.</summary>
    internal sealed record TakeAndCut : SendFault;

    /// <summary>Keeps nothing of it and cuts the connection: the sender cannot know.</summary>
    internal sealed record Cut : SendFault;

    /// <summary>Takes it, and tells later that it failed.</summary>
    internal sealed record FailLater(int Code) : SendFault;
}
