using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts;

/// <summary>What is said where a script says nothing of its own.</summary>
internal static class StandardTexts
{
    public const string Retry = "Sorry, that does not fit here.";
    public const string Help = "Please answer the question. You can write \"back\" to change your last answer, or \"restart\" to begin again.";
    public const string NothingToTakeBack = "There is no earlier answer to go back to.";
    public const string Completed = "We have everything we need. Thank you!";
    public const string Unanswered = "-";
    public const string Neutral = OutsideTexts.Neutral;
    public const string Held = OutsideTexts.Held;
}
