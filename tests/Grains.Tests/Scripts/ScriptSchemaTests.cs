using System.Text.Json;
using NJsonSchema;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Grains.Scripts.Loading;

namespace OrleansFailover.Grains.Tests.Scripts;

/// <summary>The published schema and the loader say the same, as far as a schema can say it.</summary>
public sealed class ScriptSchemaTests
{
    private static readonly string SchemaFile = Path.Combine(TestScripts.Folder, "script.schema.json");

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(TestScripts.Folder, "*.json").Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".schema.json", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_LoaderAndSchema_BothTakeIt(string file)
    {
        var path = Path.Combine(TestScripts.Folder, file);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), JsonScript.Load(path).Name);
        Assert.Empty(await Complaints(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "unknown member", Script(more: "\"greting\": \"Hi\",") },
        { "bad name", Script(name: "Bad Name") },
        { "no closing", """{ "name": "n", "questions": [ { "id": "q", "type": "text", "ask": "?" } ] }""" },
        { "no questions", """{ "name": "n", "closing": "c", "questions": [] }""" },
        { "unknown type", Script("\"type\": \"choise\"") },
        { "member of another type", Script("\"type\": \"text\", \"min\": 1") },
        { "no ask", """{ "name": "n", "closing": "c", "questions": [ { "id": "q", "type": "text" } ] }""" },
        { "ask too long", Script("\"type\": \"yesNo\"", ask: new string('x', 1025)) },
        { "empty retry", Script("\"type\": \"text\", \"retry\": \"  \"") },
        { "id with a colon", """{ "name": "n", "closing": "c", "questions": [ { "id": "q:1", "type": "text", "ask": "?" } ] }""" },
        { "length out of range", Script("\"type\": \"text\", \"maxLength\": 5000") },
        { "number as text", Script("\"type\": \"number\", \"min\": \"1\"") },
        { "separator", Script("\"type\": \"number\", \"decimalSeparator\": \" \"") },
        { "date format", Script("\"type\": \"date\", \"dateFormats\": [\"hh:mm\"]") },
        { "day", Script("\"type\": \"date\", \"min\": \"9.3.2027\"") },
        { "kind", Script("\"type\": \"media\", \"kinds\": [\"film\"]") },
        { "no options", Script("\"type\": \"choice\"") },
        { "eleven options", Script($"\"type\": \"choice\", \"options\": [{string.Join(',', Enumerable.Range(0, 11).Select(i => $$"""{ "id": "o{{i}}", "title": "T{{i}}" }"""))}]") },
        { "title too long", Script("\"type\": \"choice\", \"options\": [ { \"id\": \"a\", \"title\": \"A title of twenty-five ch.\" } ]") },
        { "description too long", Script($"\"type\": \"choice\", \"options\": [ {{ \"id\": \"a\", \"title\": \"A\", \"description\": \"{new string('d', 73)}\" }} ]") },
        { "list label too long", Script("\"type\": \"choice\", \"listLabel\": \"More than twenty chars\", \"options\": [ { \"id\": \"a\", \"title\": \"A\" } ]") },
        { "two tests", Branch("\"equals\": \"x\", \"not\": \"y\"") },
        { "no test", Branch("") },
        { "in without an array", Branch("\"in\": \"x\"") },
        { "equals with an array", Branch("\"equals\": [\"x\"]") },
        { "exists as text", Branch("\"exists\": \"yes\"") },
        { "word as number", Script(more: "\"words\": { \"back\": 1 },") },
        { "unknown word", Script(more: "\"words\": { \"forward\": \"f\" },") },
        { "flag as text", Script(more: "\"changeable\": \"no\",") },
        { "template without a language", Script(more: "\"template\": { \"name\": \"go_on\" },") },
        { "template name with a space", Script(more: "\"template\": { \"name\": \"go on\", \"language\": \"en\" },") },
        { "template language in words", Script(more: "\"template\": { \"name\": \"go_on\", \"language\": \"English\" },") },
        { "eleven template parameters", Script(more: $"\"template\": {{ \"name\": \"go_on\", \"language\": \"en\", \"parameters\": [{string.Join(',', Enumerable.Repeat("\"p\"", 11))}] }},") },
        { "accept for a number", Script("\"type\": \"number\", \"outside\": \"accept\"") },
        { "outside in other words", Script("\"type\": \"text\", \"outside\": \"ignore\"") },
        { "empty neutral text", Script(more: "\"neutral\": \" \",") },
        { "held text too long", Script(more: $"\"held\": \"{new string('h', 4097)}\",") },
        { "six greetings", Script(more: "\"greeting\": [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"],") },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task BrokenScript_LoaderAndSchema_BothRefuseIt(string what, string json)
    {
        Assert.NotEmpty(what);
        Assert.NotEmpty(TestScripts.ProblemsOf(json));
        Assert.NotEmpty(await Complaints(json));
    }

    [Fact]
    public async Task ControlScripts_LoaderAndSchema_BothTakeThem()
    {
        // What the broken ones are made of is right but for the one thing each.
        foreach (var json in new[] { Script(), Script("\"type\": \"text\", \"outside\": \"accept\"", more: "\"neutral\": \"N\", \"held\": \"H\","), Script("\"type\": \"number\", \"outside\": \"acknowledge\""), Branch("\"equals\": \"x\""), Script(more: "\"words\": { \"back\": [] }, \"greeting\": [],"), Script(more: "\"template\": { \"name\": \"go_on\", \"language\": \"en_US\", \"parameters\": \"{reply}\" },") })
        {
            Assert.Equal("n", TestScripts.Parse(json).Name);
            Assert.Empty(await Complaints(json));
        }
    }

    [Fact]
    public void Members_SchemaAndLoader_AreTheSame()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaFile));
        var defs = schema.RootElement.GetProperty("$defs");

        Assert.Equal(ScriptMembers.Script.Order(), MembersOf(schema.RootElement));
        Assert.Equal(ScriptMembers.Words.Order(), MembersOf(schema.RootElement.GetProperty("properties").GetProperty("words")));
        Assert.Equal(ScriptMembers.Template.Order(), MembersOf(schema.RootElement.GetProperty("properties").GetProperty("template")));
        Assert.Equal(ScriptMembers.Condition.Order(), MembersOf(defs.GetProperty("condition")));
        Assert.Equal(ScriptMembers.Option.Order(), MembersOf(defs.GetProperty("option")));
        Assert.Equal(
            ScriptMembers.ByType.Keys.Select(type => $"question-{type}").Order(),
            defs.EnumerateObject().Select(def => def.Name).Where(name => name.StartsWith("question-", StringComparison.Ordinal)).Order());
        Assert.All(ScriptMembers.ByType.Keys, type => Assert.Equal(ScriptMembers.QuestionOf(type).Order(), MembersOf(defs.GetProperty($"question-{type}"))));
    }

    [Fact]
    public void Schema_EveryObject_AllowsNoOtherMembers()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaFile));

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        foreach (var node in Objects(schema.RootElement).Where(node => node.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && node.TryGetProperty("type", out _)))
        {
            Assert.False(node.GetProperty("additionalProperties").GetBoolean());
        }
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> MembersOf(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order();

    private static async Task<IEnumerable<string>> Complaints(string json)
    {
        // The validator follows references inside "definitions", the older name of "$defs", only.
        var text = (await File.ReadAllTextAsync(SchemaFile, TestContext.Current.CancellationToken)).Replace("$defs", "definitions", StringComparison.Ordinal);
        var schema = await JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);
        return schema.Validate(json).Select(error => error.ToString());
    }

    private static string Script(string members = "\"type\": \"text\"", string more = "", string name = "n", string ask = "?") =>
        $$"""{ "name": "{{name}}", {{more}} "questions": [ { "id": "q", "ask": "{{ask}}", {{members}} } ], "closing": "c" }""";

    private static string Branch(string test) =>
        $$"""
        { "name": "n", "closing": "c", "questions": [
          { "id": "a", "type": "text", "ask": "?" },
          { "id": "b", "type": "text", "ask": "?", "when": { "question": "a"{{(test.Length > 0 ? "," : "")}} {{test}} } } ] }
        """;
}
