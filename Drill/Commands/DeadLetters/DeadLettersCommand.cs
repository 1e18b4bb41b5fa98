using System.CommandLine;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary><c>dead-letters</c>: what a region acked and no turn took, through its gateway.</summary>
internal static class DeadLettersCommand
{
    public static Command Create(AdminSession session, TimeProvider time) =>
        new("dead-letters", "Looks after what a region acked and no turn took, through its gateway.")
        {
            ListCommand.Create(session, time),
            ShowCommand.Create(session),
            ReplayCommand.Create(session, time),
            DiscardCommand.Create(session, time),
        };

    internal static Option<bool> Json() => new("--json") { Description = "Writes JSON." };
}
