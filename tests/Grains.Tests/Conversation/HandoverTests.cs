using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

public class HandoverTests
{
    private readonly Talk talk = new(TimeSpan.FromMinutes(10));

    [Fact]
    public void Apply_Echo_SilencesTheScript()
    {
        var state = talk.Apply(talk.Of("hi"), talk.Events.Echo("h", 20, "Hello, this is Kim."));
        state = talk.Apply(state, talk.Events.Message("u", 30, "Hello Kim"));

        Assert.Empty(Talk.Answers(state));
        Assert.Empty(talk.Said(state, "h"));
        Assert.Empty(talk.Said(state, "u"));
        Assert.Contains(state.Transcript, line => line.Text.Open == "business: Hello, this is Kim.");
        Assert.Contains(state.Transcript, line => line.Text.Open == "user: Hello Kim");
    }

    [Fact]
    public void Apply_Restart_BringsTheScriptBack()
    {
        var state = talk.Apply(talk.Of("hi", "Ann"), talk.Events.Echo("h", 20, "Hello"));
        state = talk.Apply(state, talk.Events.Message("u", 30, "restart"));

        Assert.Equal(["Your name?"], talk.Said(state, "u"));
        Assert.Equal("Ben", Talk.Answers(talk.Apply(state, talk.Events.Message("v", 40, "Ben")))["name"]);
    }

    [Fact]
    public void Apply_AfterTheTime_AsksTheOpenQuestionAgainAndGoesOn()
    {
        var state = talk.Apply(talk.Of("hi", "Ann"), talk.Events.Echo("h", 20, "Hello"));
        state = talk.Apply(state, talk.Events.Message("u", 20 + 600, "thanks for everything"));

        Assert.DoesNotContain("city", Talk.Answers(state).Keys);
        Assert.Equal(["Your city?"], talk.Said(state, "u"));
        Assert.Equal("Bonn", Talk.Answers(talk.Apply(state, talk.Events.Message("v", 630, "Bonn")))["city"]);
    }

    [Fact]
    public void Apply_OneSecondBeforeTheTime_IsStillSilent()
    {
        var state = talk.Apply(talk.Of("hi", "Ann"), talk.Events.Echo("h", 20, "Hello"));

        Assert.Empty(talk.Said(talk.Apply(state, talk.Events.Message("u", 619, "Bonn")), "u"));
    }

    [Fact]
    public void Apply_EachEcho_CountsTheTimeAnew()
    {
        var state = talk.ApplyAll(talk.Of("hi"), [talk.Events.Echo("h1", 20, "Hello"), talk.Events.Echo("h2", 500, "Still here")]);

        Assert.Empty(talk.Said(talk.Apply(state, talk.Events.Message("u", 1000, "ok")), "u"));
    }

    [Fact]
    public void Apply_MessageFromBeforeTheEcho_IsStillReadButNotAnswered()
    {
        var state = talk.Apply(talk.Of("hi"), talk.Events.Echo("h", 20, "Hello"));
        state = talk.Apply(state, talk.Events.Message("m1", 10, "Ann"));

        Assert.Equal("Ann", Talk.Answers(state)["name"]);
        Assert.Empty(talk.Said(state, "m1"));
    }

    [Fact]
    public void Apply_EchoFromBeforeTheRestart_DoesNotSilenceAgain()
    {
        var state = talk.ApplyAll(talk.Of("hi"), [talk.Events.Echo("h1", 20, "Hello"), talk.Events.Message("r", 40, "restart"), talk.Events.Echo("h0", 30, "Late")]);

        Assert.Equal(["Your city?"], talk.Said(talk.Apply(state, talk.Events.Message("u", 50, "Ann")), "u"));
    }

    [Fact]
    public void Apply_ConversationThatAPersonBegan_IsTheirs()
    {
        var state = talk.ApplyAll(new(), [talk.Events.Echo("h", 0, "Your parcel is here."), talk.Events.Message("u", 10, "Great")]);

        Assert.Equal(0, state.Session.Epoch);
        Assert.Empty(state.Replies);
    }

    [Fact]
    public void Apply_EchoInTheOtherRegion_SilencesAfterTheJoin()
    {
        var start = talk.Of("hi");
        var joined = talk.Apply(start, talk.Events.Echo("h", 20, "Hello"), Talk.West).Join(start);

        Assert.Empty(talk.Said(talk.Apply(joined, talk.Events.Message("u", 30, "Ann")), "u"));
    }

    [Fact]
    public void Apply_EchoOfAReplyThatWasSent_HandsNothingOver()
    {
        var state = talk.Of("hi");
        var reply = talk.Events.ReplyTo("m0");
        state = state.Put(reply, state.Replies[reply].Raise(ReplyStatus.Sent) with { ChannelMessageId = "wamid.own" });

        Assert.Same(state, talk.Apply(state, talk.Events.Echo("wamid.own", 20, "Your name?")));
    }

    [Fact]
    public void Apply_EchoOfAReplyWhoseSendHasNotAnswered_HandsNothingOver()
    {
        var state = talk.Of("hi");

        Assert.Same(state, talk.Apply(state, talk.Events.Echo("wamid.own", 20, "Your name?")));
        Assert.NotSame(state, talk.Apply(state, talk.Events.Echo("wamid.human", 20, "Your first name?")));
    }

    [Fact]
    public void Apply_ReactionOfAPerson_HandsNothingOver()
    {
        var state = talk.Apply(talk.Of("hi"), talk.Events.Echo("h", 20, "👍", "reaction"));

        Assert.Equal(["Your city?"], talk.Said(talk.Apply(state, talk.Events.Message("u", 30, "Ann")), "u"));
    }

    [Fact]
    public void Apply_EchoTwice_CountsOnce()
    {
        var state = talk.Apply(talk.Of("hi"), talk.Events.Echo("h", 20, "Hello"));

        Assert.Same(state, talk.Apply(state, talk.Events.Echo("h", 20, "Hello")));
    }

    [Fact]
    public void Apply_WithoutAHandoverTime_TheScriptGoesOn()
    {
        var free = new Talk();
        var state = free.Apply(free.Of("hi"), free.Events.Echo("h", 20, "Hello"));

        Assert.Equal(["Your city?"], free.Said(free.Apply(state, free.Events.Message("u", 30, "Ann")), "u"));
    }

    [Fact]
    public void Apply_EditWhileAPersonSpeaks_IsNotAnswered()
    {
        InboundEvent[] events = [talk.Events.Echo("h", 40, "Hello"), talk.Events.Edit("e", 50, "m1", "Anna")];
        var state = talk.ApplyAll(talk.Of("hi", "Ann", "Bonn", "red"), events);

        Assert.Equal("Anna", Talk.Answers(state)["name"]);
        Assert.Empty(talk.Said(state, "e"));
    }
}
