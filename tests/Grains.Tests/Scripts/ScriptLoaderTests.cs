using System.Text;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Scripts;

public sealed class ScriptLoaderTests
{
    [Fact]
    public void Parse_ManyProblems_AllAreNamedWithTheirPlaces()
    {
        var problems = TestScripts.ProblemsOf("""
            {
              "name": "Bad Name",
              "questions": [
                { "id": "a", "type": "text", "ask": "Ä: A?", "pattern": "(" },
                { "id": "a", "type": "choise", "ask": "B?" },
                { "id": "c", "type": "text", "ask": "C {nobody}?", "when": { "question": "d", "equals": "x" } },
                { "id": "d", "type": "choice", "ask": "D?", "titel": "x", "options": [
                  { "id": "x", "title": "A title of more than twenty" } ] }
              ],
              "closing": "Bye {aa}"
            }
            """);

        Assert.Equal(
            [
                (2, "$.name", "small letters"),
                (4, "$.questions[0].pattern", "not a regular expression"),
                (5, "$.questions[1].id", "\"a\" is used already"),
                (5, "$.questions[1].type", "Did you mean \"choice\"?"),
                (6, "$.questions[2].ask", "{nobody}"),
                (6, "$.questions[2].when.question", "or stands later"),
                (7, "$.questions[3].titel", "Unknown member \"titel\""),
                (8, "$.questions[3].options[0].title", "27 characters; at most 24"),
                (10, "$.closing", "Did you mean {a}?"),
            ],
            problems.Select(problem => (problem.Line, problem.Path, Fragment(problem.Message))));
        Assert.Equal((4, 61), (problems[1].Line, problems[1].Column));
        Assert.StartsWith("test.json(4,61): $.questions[0].pattern: ", problems[1].ToString(), StringComparison.Ordinal);

        static string Fragment(string message) =>
            new[]
            {
                "small letters", "not a regular expression", "\"a\" is used already", "Did you mean \"choice\"?", "{nobody}", "or stands later",
                "Unknown member \"titel\"", "27 characters; at most 24", "Did you mean {a}?",
            }.FirstOrDefault(fragment => message.Contains(fragment, StringComparison.Ordinal)) ?? message;
    }

    [Theory]
    [InlineData("""{ "name": "n", "closing": "c" """, 1, "not JSON")]
    [InlineData("""{ "name": "n", "questions": [], "closing": "c" }""", 1, "1 to 100 questions")]
    [InlineData("""{ "name": "n", "name": "m", "questions": [ { "id": "q", "type": "text", "ask": "a" } ], "closing": "c" }""", 1, "is here twice")]
    [InlineData("""[]""", 1, "must be an object")]
    [InlineData("", 1, "not JSON")]
    public void Parse_BrokenFile_Named(string json, int line, string expected)
    {
        var problem = TestScripts.ProblemsOf(json)[0];

        Assert.Equal(line, problem.Line);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\": \"text\", \"minLength\": 5, \"maxLength\": 4", "must not exceed")]
    [InlineData("\"type\": \"text\", \"minLength\": 0", "from 1 to 4096")]
    [InlineData("\"type\": \"number\", \"min\": 5, \"max\": 4", "must not exceed")]
    [InlineData("\"type\": \"number\", \"decimalSeparator\": \";\"", "must be one of")]
    [InlineData("\"type\": \"date\", \"min\": \"9.3.2027\"", "such as \"2027-03-09\"")]
    [InlineData("\"type\": \"date\", \"min\": \"2027-01-02\", \"max\": \"2027-01-01\"", "must not be later")]
    [InlineData("\"type\": \"date\", \"dateFormats\": [\"d.M\"]", "cannot be used")]
    [InlineData("\"type\": \"date\", \"dateFormats\": [\"hh:mm\"]", "cannot be used")]
    [InlineData("\"type\": \"yesNo\", \"yes\": \"a word that is too long\"", "at most 20")]
    [InlineData("\"type\": \"yesNo\", \"yes\": \"ok\", \"no\": \"OK\"", "means yes and no")]
    [InlineData("\"type\": \"yesNo\", \"no\": \"Back\"", "words for back")]
    [InlineData("\"type\": \"media\", \"kinds\": [\"film\"]", "kind \"film\" is unknown")]
    [InlineData("\"type\": \"choice\"", "\"options\" is missing")]
    [InlineData("\"type\": \"choice\", \"options\": [ { \"id\": \"a\", \"title\": \"Same\" }, { \"id\": \"b\", \"title\": \"same\" } ]", "is used already")]
    [InlineData("\"type\": \"choice\", \"options\": [ { \"id\": \"a\", \"title\": \"One\" }, { \"id\": \"A\", \"title\": \"Two\" } ]", "is used already")]
    [InlineData("\"type\": \"choice\", \"options\": [ { \"id\": \"a:b\", \"title\": \"One\" } ]", "is not allowed")]
    [InlineData("\"type\": \"choice\", \"options\": [ { \"id\": \"a\", \"title\": \"Twenty-one characters\" } ]", "reply buttons")]
    [InlineData("\"type\": \"choice\", \"options\": [ { \"id\": \"a\", \"title\": \"Help\" } ]", "words for back")]
    [InlineData("\"type\": \"choice\", \"listLabel\": \"more than twenty chars\", \"options\": [ { \"id\": \"a\", \"title\": \"One\" } ]", "at most 20")]
    [InlineData("\"type\": \"text\", \"when\": { \"question\": \"q\", \"exists\": true }", "looks back only")]
    [InlineData("\"type\": \"text\", \"when\": { \"question\": \"x\", \"exists\": true, \"not\": \"y\" }", "exactly one of")]
    [InlineData("\"type\": \"text\", \"min\": 3", "Unknown member \"min\"")]
    [InlineData("\"type\": \"text\", \"retry\": \" \"", "must not be empty")]
    [InlineData("\"type\": 7", "the number 7 is unknown")]
    [InlineData("\"retry\": \"r\"", "\"type\" is missing")]
    public void Parse_BrokenQuestion_Named(string members, string expected)
    {
        var problems = TestScripts.ProblemsOf($$"""{ "name": "n", "closing": "c", "questions": [ { "id": "q", "ask": "Well?", {{members}} } ] }""");

        Assert.Contains(problems, problem => problem.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"question\": \"size\", \"equals\": \"xl\" }", "option ids: s, l")]
    [InlineData("{ \"question\": \"sise\", \"equals\": \"s\" }", "Did you mean \"size\"?")]
    [InlineData("{ \"question\": \"size\", \"in\": \"s\" }", "must be an array")]
    [InlineData("{ \"question\": \"size\", \"equals\": [\"s\"] }", "must be one value")]
    [InlineData("{ \"question\": \"size\", \"in\": [] }", "at least one value")]
    [InlineData("{ \"question\": \"size\" }", "here: none")]
    [InlineData("{ \"question\": \"day\", \"equals\": \"9.3.2027\" }", "the form 2027-03-09")]
    [InlineData("{ \"question\": \"ok\", \"equals\": \"maybe\" }", "yes, no")]
    public void Parse_BrokenBranch_Named(string when, string expected)
    {
        var problems = TestScripts.ProblemsOf($$"""
            { "name": "n", "closing": "c", "questions": [
              { "id": "size", "type": "choice", "ask": "?", "options": [ { "id": "s", "title": "Small" }, { "id": "l", "title": "Large" } ] },
              { "id": "day", "type": "date", "ask": "?" }, { "id": "ok", "type": "yesNo", "ask": "?" },
              { "id": "last", "type": "text", "ask": "?", "when": {{when}} } ] }
            """);

        Assert.Contains(expected, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_QuestionOfAnUnknownType_ItsBranchesAndPlaceholdersAreNoFurtherProblems()
    {
        var problem = Assert.Single(TestScripts.ProblemsOf("""
            { "name": "n", "closing": "{a}", "questions": [
              { "id": "a", "type": "choise", "ask": "?" },
              { "id": "b", "type": "text", "ask": "{a}?", "when": { "question": "a", "equals": "x" } } ] }
            """));

        Assert.Equal("$.questions[0].type", problem.Path);
    }

    [Fact]
    public void Parse_ElevenOptions_Named()
    {
        var options = string.Join(", ", Enumerable.Range(1, 11).Select(i => $$"""{ "id": "o{{i}}", "title": "Title {{i}}" }"""));

        Assert.Contains("the most that the channel shows; it is an array of 11", Assert.Single(TestScripts.ProblemsOf(
            $$"""{ "name": "n", "closing": "c", "questions": [ { "id": "q", "type": "choice", "ask": "?", "options": [{{options}}] } ] }""")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", 4096)]
    [InlineData("yesNo", 1024)]
    [InlineData("location", 1024)]
    public void Parse_AskAtTheLimitOfTheChannel_LoadsAndOneMoreDoesNot(string type, int limit)
    {
        string Json(int length) => $$"""{ "name": "n", "closing": "c", "questions": [ { "id": "q", "type": "{{type}}", "ask": "{{new string('x', length)}}" } ] }""";

        Assert.Equal(limit, TestScripts.Parse(Json(limit)).Ask("q", Interfaces.Scripts.ScriptAnswers.None)[0].Text.Length);
        Assert.Contains($"{limit + 1} characters", TestScripts.ProblemsOf(Json(limit + 1))[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_PlaceholdersInAsk_CountWithTheirLongestText()
    {
        var problem = Assert.Single(TestScripts.ProblemsOf($$"""
            { "name": "n", "closing": "c", "questions": [
              { "id": "a", "type": "text", "ask": "A?" },
              { "id": "b", "type": "yesNo", "ask": "{{new string('x', 1000)}} {a}" } ] }
            """));

        Assert.Contains("up to 1061 characters", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a { b")]
    [InlineData("a } b")]
    [InlineData("{q q}")]
    public void Parse_LooseBrace_Named(string closing) =>
        Assert.Contains("belongs to no placeholder", Assert.Single(TestScripts.ProblemsOf(
            $$"""{ "name": "n", "closing": "{{closing}}", "questions": [ { "id": "q", "type": "text", "ask": "?" } ] }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_CommentsTrailingCommasAndByteOrderMark_Allowed()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("""
            // A script
            { "name": "n", /* what is asked */ "questions": [ { "id": "q", "type": "text", "ask": "?", }, ], "closing": "c", }
            """)).ToArray();

        Assert.Equal("n", JsonScript.Parse(bytes, "test.json").Name);
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_Named()
    {
        var bytes = Encoding.Latin1.GetBytes("""{ "name": "n", "questions": [ { "id": "q", "type": "text", "ask": "é" } ], "closing": "c" }""");

        Assert.Contains("not JSON", Assert.Throws<Grains.Scripts.Loading.InvalidScriptException>(() => JsonScript.Parse(bytes, "test.json")).Message, StringComparison.Ordinal);
    }
}
