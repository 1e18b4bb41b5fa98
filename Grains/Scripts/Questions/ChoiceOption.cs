namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>One option of a choice.</summary>
internal sealed record ChoiceOption(string Id, string Title, string? Description);
