namespace OrleansFailover.Grains.Tests.Scripts;

public sealed class QuestionTypeTests
{
    [Theory]
    [InlineData("  Ada ", "Ada")]
    [InlineData("A", null)]
    [InlineData("Charlotte", null)]
    [InlineData("Ada1", null)]
    public void Text_LengthAndPattern_TrimmedOrRejected(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("""
            "type": "text", "minLength": 2, "maxLength": 8, "pattern": "[A-Za-z]+"
            """).Value(Say.Text(typed)));

    [Fact]
    public void Text_PatternExplodes_RejectedWithinItsTimeout() =>
        Assert.Null(TestScripts.OfQuestion("""
            "type": "text", "pattern": "(a+)+$"
            """).Value(Say.Text(new string('a', 60) + "!")));

    [Theory]
    [InlineData("42", "42")]
    [InlineData(" +7 ", "7")]
    [InlineData("3,50", "3.5")]
    [InlineData("3.50", "3.5")]
    [InlineData("0,125", "0.125")]
    [InlineData(".5", "0.5")]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1 234,5", "1234.5")]
    [InlineData("1'234.5", "1234.5")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("−3", "-3")]
    [InlineData("٣", "3")]
    [InlineData("1,234", null)]
    [InlineData("12,34,5", null)]
    [InlineData("1.2.3", null)]
    [InlineData("--3", null)]
    [InlineData("7 apples", null)]
    [InlineData("99999999999999999999999999999999999", null)]
    [InlineData("", null)]
    public void Number_AsPeopleType_NormalisedOrRejected(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("""
            "type": "number"
            """).Value(Say.Text(typed)));

    [Theory]
    [InlineData("\"integer\": true", "1,234", "1234")]
    [InlineData("\"integer\": true", "1.000", "1000")]
    [InlineData("\"integer\": true", "5.0", "5")]
    [InlineData("\"integer\": true", "5.5", null)]
    [InlineData("\"max\": 10", "1,234", "1.234")]
    [InlineData("\"min\": 100", "1,234", "1234")]
    [InlineData("\"decimalSeparator\": \",\"", "1,234", "1.234")]
    [InlineData("\"decimalSeparator\": \".\"", "1,234", "1234")]
    [InlineData("\"decimalSeparator\": \".\"", "3,5", null)]
    [InlineData("\"min\": 1, \"max\": 10", "11", null)]
    [InlineData("\"min\": 1, \"max\": 10", "0.99", null)]
    public void Number_Limits_TellTheMeaning(string members, string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion($"\"type\": \"number\", {members}").Value(Say.Text(typed)));

    [Theory]
    [InlineData("2027-03-09", "2027-03-09")]
    [InlineData("9.3.2027", "2027-03-09")]
    [InlineData("09/03/2027", "2027-03-09")]
    [InlineData("9-3-2027", "2027-03-09")]
    [InlineData("29.2.2028", "2028-02-29")]
    [InlineData("29.2.2027", null)]
    [InlineData("31.12.2019", null)]
    [InlineData("1.1.2031", null)]
    [InlineData("3/31/2027", null)]
    [InlineData("tomorrow", null)]
    public void Date_StandardFormats_IsoOrRejected(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("""
            "type": "date", "min": "2020-01-01", "max": "2030-12-31"
            """).Value(Say.Text(typed)));

    [Fact]
    public void Date_OwnFormats_OnlyThoseAreRead()
    {
        var script = TestScripts.OfQuestion("""
            "type": "date", "dateFormats": ["M/d/yyyy", "d/M/yyyy"]
            """);

        // The first format that fits wins; what only the second fits is read with that.
        Assert.Equal("2027-03-09", script.Value(Say.Text("3/9/2027")));
        Assert.Equal("2027-03-31", script.Value(Say.Text("31/3/2027")));
        Assert.Null(script.Value(Say.Text("2027-03-09")));
    }

    [Theory]
    [InlineData("Ada.L@Example.COM", "Ada.L@example.com")]
    [InlineData("o'neil+x@mail.example.org", "o'neil+x@mail.example.org")]
    [InlineData("user@müller.example", "user@müller.example")]
    [InlineData("a@b", null)]
    [InlineData("a b@example.com", null)]
    [InlineData("a@@example.com", null)]
    [InlineData(".a@example.com", null)]
    [InlineData("a..b@example.com", null)]
    [InlineData("a@-x.example", null)]
    [InlineData("@example.com", null)]
    public void Email_Addresses_DomainInLowerCaseOrRejected(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("\"type\": \"email\"").Value(Say.Text(typed)));

    [Theory]
    [InlineData("+49 170 1234567", "+491701234567")]
    [InlineData("0049 (0)170-1234567", "+491701234567")]
    [InlineData("+44 (20) 7946.0000", "+442079460000")]
    [InlineData("0170 1234567", null)]
    [InlineData("+0170 1234567", null)]
    [InlineData("+1234567", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("+49 170 CALL", null)]
    public void Phone_Numbers_E164OrRejected(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("\"type\": \"phone\"").Value(Say.Text(typed)));

    [Theory]
    [InlineData("ja", "yes")]
    [InlineData("JA!", "yes")]
    [InlineData("Klar", "yes")]
    [InlineData("nein", "no")]
    [InlineData("yes", null)]
    public void YesNo_OwnWords_YesOrNoOrRejected(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("""
            "type": "yesNo", "yes": ["Ja", "klar"], "no": "Nein"
            """).Value(Say.Text(typed)));

    [Fact]
    public void Location_SharedPlace_CoordinatesOnly()
    {
        var script = TestScripts.OfQuestion("\"type\": \"location\"");

        Assert.Equal("52.52,-13.405", script.Value(Say.Place(52.52, -13.405)));
        Assert.Null(script.Value(Say.Place(91, 0)));
        Assert.Null(script.Value(Say.Text("Berlin")));
    }

    [Fact]
    public void Media_Kinds_OnlyThoseAreTaken()
    {
        var script = TestScripts.OfQuestion("""
            "type": "media", "kinds": ["image", "document"]
            """);

        Assert.Equal("image:987", script.Value(Say.Medium("image")));
        Assert.Equal("document:987", script.Value(Say.Medium("document")));
        Assert.Null(script.Value(Say.Medium("audio")));
        Assert.Null(script.Value(Say.Text("a photo")));
    }

    [Theory]
    [InlineData("Large", "l")]
    [InlineData("  large ", "l")]
    [InlineData("L", "l")]
    [InlineData("2", "l")]
    [InlineData("2.", "l")]
    [InlineData("٢", "l")]
    [InlineData("3", "three")]
    [InlineData("4", "s")]
    [InlineData("0", null)]
    [InlineData("5", null)]
    [InlineData("huge", null)]
    public void Choice_Typed_TitleThenIdThenPlace(string typed, string? value) =>
        Assert.Equal(value, TestScripts.OfQuestion("""
            "type": "choice", "options": [
              { "id": "m", "title": "Medium" }, { "id": "l", "title": "Large" },
              { "id": "s", "title": "4" }, { "id": "three", "title": "3" } ]
            """).Value(Say.Text(typed)));

    [Theory]
    [InlineData("text")]
    [InlineData("number")]
    [InlineData("email")]
    public void Read_TypeThatCannotBeAnAnswer_Rejected(string type)
    {
        var script = TestScripts.OfQuestion($"\"type\": \"{type}\"");

        // The caption of a picture is no answer, nor is the title of a row that this script does not have.
        Assert.Null(script.Value(Say.Medium("image")));
        Assert.Null(script.Value(Say.Place(1, 2)));
        Assert.Null(script.Value(Say.Tap("other:row", "42")));
        Assert.Null(script.Value(Say.Type("contacts")));
        Assert.Null(script.Value(Say.Type("a type of tomorrow", "42")));
    }
}
