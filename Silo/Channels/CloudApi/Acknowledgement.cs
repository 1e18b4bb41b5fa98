namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>What a user sees of a message that was taken.</summary>
public enum Acknowledgement
{
    Nothing,

    /// <summary>The message is shown as read.</summary>
    Read,

    /// <summary>It is shown as read, and that an answer is being written: until the reply, for 25 s at most.</summary>
    ReadAndTyping,
}
