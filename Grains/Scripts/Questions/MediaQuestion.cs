using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>A picture, a video, a sound or a document. The answer is <c>kind:media-id</c>; the channel keeps the bytes.</summary>
internal sealed record MediaQuestion : Question
{
    public static readonly IReadOnlyList<string> AllKinds = ["image", "video", "audio", "document"];

    public required IReadOnlyList<string> Kinds { get; init; }

    public override string? Read(MessageContent message) =>
        message.Media is { MediaId.Length: > 0 } media && Kinds.Contains(message.Type) ? $"{message.Type}:{media.MediaId}" : null;

    // The id means nothing to the user.
    public override string Show(string value) => value.Split(':')[0];

    public override string? NormaliseForBranch(string value) => null;
}
