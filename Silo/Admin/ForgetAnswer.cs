namespace OrleansFailover.Silo.Admin;

/// <summary>What was forgotten.</summary>
/// <param name="Conversations">The pseudonyms of the conversations: that of the id that was named, and those of the user's other ids.</param>
/// <param name="Reach">How far it reaches.</param>
/// <param name="KeysDestroyed">How many of them had a key.</param>
/// <param name="StatesEmptied">How many of them had said something.</param>
internal sealed record ForgetAnswer(IReadOnlyList<string> Conversations, ForgetReach Reach, int KeysDestroyed, int StatesEmptied);
