using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Tests.Conversations;

public sealed class SixQuestionsTests
{
    [Theory]
    [InlineData("Question 4: Since when?", 4)]
    [InlineData("Let us go back.\n\nQuestion 1: What is your name?", 1)]
    [InlineData("We have everything we need. Thank you!", null)]
    public void Asks_Text_FindsTheQuestion(string text, int? question) => Assert.Equal(question, SixQuestions.Asks(text));

    [Fact]
    public void Summary_ClosingText_ListsTheAnswersInOrder() => Assert.Equal(
        ["a3-q1-k7f3", "a3-q2-zz22", "a3-q2-pp34"],
        SixQuestions.Summary("Complete: 1=a3-q1-k7f3; 2=a3-q2-zz22; 3=a3-q2-pp34"));

    [Fact]
    public void Summary_AnswersWithACanary_AreWhole() => Assert.Equal(
        ["a3-q1-k7f3w3n8zr5ycd6e", "a3-q2-zz22"], SixQuestions.Summary("Complete: 1=a3-q1-k7f3w3n8zr5ycd6e; 2=a3-q2-zz22"));

    [Fact]
    public void Summary_QuestionThatRepeatsAnAnswer_IsNone() =>
        Assert.Null(SixQuestions.Summary("Thanks, a3-q1-k7f3. Question 2: Which city are you in?"));
}
