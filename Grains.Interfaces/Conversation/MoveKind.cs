using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>What it means that a conversation goes on under another key.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MoveKind>))]
public enum MoveKind
{
    /// <summary>Both keys are names of one user.</summary>
    SameUser,

    /// <summary>The user has the other id instead of this one, which can then become somebody else's.</summary>
    GivenUp,

    /// <summary>The user has this id only since then: what is older under it is somebody else's.</summary>
    TakenUp,
}
