using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Commands;

/// <summary>What <c>rehearse</c> was asked for.</summary>
/// <param name="Webhook">Where the deployment takes webhooks.</param>
/// <param name="Listen">Where its sends are taken.</param>
/// <param name="Regions">Its regions: the one that is taken away, and the other one.</param>
/// <param name="Number">The business number that customers write to.</param>
/// <param name="Lose">The command that takes the first region away.</param>
/// <param name="GiveBack">The command that gives it back; null: it stays away.</param>
internal sealed record RehearseRequest(
    Uri Webhook, Uri Listen, IReadOnlyList<string> Regions, BusinessNumber Number, string Lose, string? GiveBack, int Conversations, TimeSpan Deadline, long Seed, FileInfo? Report);
