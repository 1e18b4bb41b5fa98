using System.Text;
using OrleansFailover.Silo.Channels.Wasender.Wire;

namespace OrleansFailover.Silo.Tests.Channels.Wasender;

public sealed class WasenderAnswerTests
{
    [Theory]
    [InlineData("""{"success":true,"data":{"msgId":100000,"jid":"+123456789","status":"in_progress"}}""", "100000")]
    [InlineData("""{"success":true,"data":{"key":{"id":"3EB0"},"msgId":5}}""", "3EB0")]
    [InlineData("""{"success":true,"data":{"msgId":"a"}}""", "a")]
    [InlineData("""{"success":true}""", null)]
    [InlineData("""{"status":"ok"}""", null)]
    [InlineData("{}", null)]
    public void Parse_AnyObjectThatDoesNotRefuse_IsAnAcceptance(string body, string? id)
    {
        var answer = Parse(body);

        Assert.Equal((true, false, id), (answer.IsAnswer, answer.Refuses, answer.MessageId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"message":"\ud800"}""")]
    public void Parse_SomethingElse_IsNoAnswer(string body) => Assert.False(Parse(body).IsAnswer);

    [Theory]
    [InlineData("""{"message":"You can only send 1 message every 1 minute.","retry_after":60}""", 60.0)]
    [InlineData("""{"retry_after":"12.5"}""", 12.5)]
    [InlineData("""{"retry_after":86400}""", 3600.0)]
    [InlineData("""{"retry_after":-1}""", null)]
    [InlineData("""{"retry_after":"soon"}""", null)]
    [InlineData("""{"retry_after":null}""", null)]
    public void Parse_RetryAfter_InSecondsAndNeverMoreThanAnHour(string body, double? seconds) =>
        Assert.Equal(seconds, Parse(body).RetryAfter?.TotalSeconds);

    [Theory]
    [InlineData("""{"success":false,"message":"Your WhatsApp Session is not connected"}""", true)]
    [InlineData("""{"success":false,"message":"The to field is invalid"}""", false)]
    [InlineData("""{"success":false}""", false)]
    public void Parse_Refusal_TellsWhetherItSpeaksOfTheSession(string body, bool session) =>
        Assert.Equal((true, session), (Parse(body).Refuses, Parse(body).NamesSession));

    private static WasenderAnswer Parse(string body) => WasenderAnswer.Parse(Encoding.UTF8.GetBytes(body));
}
