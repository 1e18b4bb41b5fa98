using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using static OrleansFailover.Grains.Tests.Conversation.FakeRegion;

namespace OrleansFailover.Grains.Tests.Conversation;

public sealed class ConversationGrainTests : IAsyncLifetime
{
    private readonly ConversationSilo silo = new();
    private readonly Events events = new();

    public ValueTask InitializeAsync() => silo.InitializeAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    private FakeRegion Region => silo.Region;

    [Fact]
    public async Task Turn_Message_IsKeptBeforeItIsSentAndRecordedAfter()
    {
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("record", () => Region.History.Any(step => step.StartsWith("record", StringComparison.Ordinal)));
        Assert.Equal(["read", "open", "write", "send:Accepted", "record:m0"], Region.History.Take(5));
        Assert.Equal("Your name?", Assert.Single(Region.Sent).Content.Text);
    }

    [Fact]
    public async Task Reply_TheChannelTakesIt_HasALatencyOnce()
    {
        await TalkAsync("hi", "Ann");
        await silo.DeliverAsync(events.Message("m1", 10, "Ann"));
        await ConversationSilo.UntilAsync("the record of both", () => Region.History.Count(step => step.StartsWith("record", StringComparison.Ordinal)) >= 2);

        Assert.Equal(2, silo.Measured.Count(measure => measure.Instrument == "conversation.reply.latency"));
    }

    [Fact]
    public async Task Reply_TheChannelDoesNotTakeIt_AgesUntilItDoes()
    {
        for (var i = 0; i < 3; i++)
        {
            Region.SendOutcomes.Enqueue(SendOutcome.NotSent);
        }

        Assert.Equal(0, silo.OutboxAge());
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the age of what waits", () => silo.OutboxAge() > 0);
        Assert.DoesNotContain(silo.Measured, measure => measure.Instrument == "conversation.reply.latency");
        await ConversationSilo.UntilAsync("the reply", () => !Region.Sent.IsEmpty);
        await ConversationSilo.UntilAsync("nothing that waits", () => silo.OutboxAge() == 0);
    }

    [Fact]
    public async Task Turn_SameMessageAgain_IsAppliedOnceAndAnsweredOnce()
    {
        await TalkAsync("hi", "Ann", "Ann", "Bonn");
        await silo.DeliverAsync(events.Message("m1", 10, "Ann"));
        await silo.DeliverAsync(events.Message("m9", 90, "red"));
        await ConversationSilo.UntilAsync("the last reply", () => Region.Sent.Any(reply => reply.InReplyTo.Value == "m9"));
        Assert.Equal(5, Region.Sent.Count);
        Assert.Equal(Region.Sent.Count, Region.Sent.Select(reply => reply.ReplyId).Distinct().Count());
    }

    [Fact]
    public async Task Turn_LostETag_RunsAgainFromAFreshReadWithItsClaimsAndSendsOnce()
    {
        Region.WriteFaults.Enqueue(WriteFault.LostETag);
        await TalkAsync("hi", "Ann");
        Assert.Equal(["Your name?", "Your city?"], Region.Sent.Select(reply => reply.Content.Text));
        Assert.Equal(
            ["open", "write:LostETag", "open", "write", "send:Accepted"], Region.History.Where(step => step != "read").Take(5));
    }

    [Fact]
    public async Task Turn_StoreOut_GivesItsClaimBackUntilItTriesAgain()
    {
        Region.WriteFaults.Enqueue(WriteFault.DroppedWithoutAnswer);
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the claim given back", () => Region.History.Contains("release:m0"));

        // Another region takes it meanwhile: the next try leaves it there.
        Region.Claims[new MessageId("m0")] = ClaimOutcome.Theirs;
        await ConversationSilo.UntilAsync("the event kept as pending", () => Region.History.Contains("keep-pending"));
        Assert.Empty(Region.Sent);
    }

    [Fact]
    public async Task Turn_TakenOverWhileItStoodStill_DoesNotSend()
    {
        Region.DuringWrite = () =>
        {
            Region.Claims[new MessageId("m0")] = ClaimOutcome.Theirs;
            return Task.Delay(ConversationSilo.LookAgainAfter * 2, TimeProvider.System);
        };
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the second look", () => Region.History.Count(step => step == "open") == 2);
        await ConversationSilo.UntilAsync("the record", () => Region.History.Any(step => step.StartsWith("record", StringComparison.Ordinal)));
        Assert.Empty(Region.Sent);
        Assert.Equal(ReplyStatus.Sending, Region.Document(events.Conversation.Key).Replies[events.ReplyTo("m0")].Status);
    }

    [Fact]
    public async Task Turn_WriteKeptWithoutAnswer_GoesOnFromTheKeptWrite()
    {
        await TalkAsync("hi");
        Region.WriteFaults.Enqueue(WriteFault.KeptWithoutAnswer);
        await TalkAsync(from: 1, "Ann", "Bonn");
        Assert.Equal(["Your name?", "Your city?", "Your colour?"], Region.Sent.Select(reply => reply.Content.Text));
        Assert.Equal(3, Region.Sent.Select(reply => reply.ReplyId).Distinct().Count());
    }

    [Fact]
    public async Task Turn_WriteDroppedWithoutAnswer_IsNeverTakenForASuccess()
    {
        await TalkAsync("hi");
        Region.WriteFaults.Enqueue(WriteFault.DroppedWithoutAnswer);
        await TalkAsync(from: 1, "Ann");
        Assert.Equal("Ann", Region.Document(events.Conversation.Key).AnswersBefore()["name"]);
        Assert.Equal(["Your name?", "Your city?"], Region.Sent.Select(reply => reply.Content.Text));
    }

    [Fact]
    public async Task Turn_LaterMessageAnsweredElsewhereWhileItStoodStill_IsSuperseded()
    {
        Region.DuringWrite = () =>
        {
            // The other region saw this turn's copy, and answered the next message.
            var theirs = new ThreeQuestions();
            var state = OrleansFailover.Grains.Conversation.TurnEngine.Apply(new(), events.Message("m0", 0, "hi"), theirs, new RegionId("eastus"));
            state = OrleansFailover.Grains.Conversation.TurnEngine.Apply(state, events.Message("m1", 1, "Ann"), theirs, new RegionId("westeurope"));
            Region.News[events.Conversation.Key] = state.WithVersion((state.Version with { Writer = "west" }).Next());
            return Task.Delay(ConversationSilo.LookAgainAfter * 2, TimeProvider.System);
        };
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the record", () => Region.History.Any(step => step.StartsWith("record", StringComparison.Ordinal)));
        Assert.Empty(Region.Sent);
    }

    [Fact]
    public async Task Turn_AfterOneOfAnotherRegion_IsToldAsAnArrivalOnce()
    {
        var state = OrleansFailover.Grains.Conversation.TurnEngine.Apply(new(), events.Message("m0", 0, "hi"), new ThreeQuestions(), new RegionId("westeurope"));
        state = state.Put(events.ReplyTo("m0"), state.Replies[events.ReplyTo("m0")].Raise(ReplyStatus.Sent));
        Region.News[events.Conversation.Key] = state.WithVersion((state.Version with { Writer = "west" }).Next());

        await TalkAsync(1, "Ann", "Bonn");

        var (message, acked) = Assert.Single(Region.Arrivals);
        Assert.Equal(("m1", Events.Start), (message.Value, acked));
    }

    [Fact]
    public async Task Turn_OfAWebhook_IsInItsTraceWithItsReplyAndTellsNobody()
    {
        var trace = System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString();
        System.Collections.Concurrent.ConcurrentQueue<System.Diagnostics.Activity> spans = [];
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == OrleansFailover.Grains.Conversation.ConversationTraces.SourceName,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        var message = events.Message("m0", 0, "secret text");
        await silo.DeliverAsync(message with { Receipt = message.Receipt with { TraceParent = $"00-{trace}-b7ad6b7169203331-01" } });
        await ConversationSilo.UntilAsync("the span of the turn", () => spans.Any(span => span.OperationName == "turn" && span.TraceId.ToHexString() == trace));

        var own = spans.Where(span => span.TraceId.ToHexString() == trace).ToList();
        var turn = own.Single(span => span.OperationName == "turn");
        Assert.Equal("b7ad6b7169203331", turn.ParentSpanId.ToHexString());
        var reply = own.Single(span => span.OperationName == "send reply");
        Assert.Equal((turn.SpanId, "Accepted"), (reply.ParentSpanId, reply.GetTagItem("reply.outcome")));
        var told = string.Join(' ', own.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Contains(events.Conversation.ToString(), told, StringComparison.Ordinal);
        Assert.DoesNotContain("491701234567", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_AllInThisRegion_IsNoArrival()
    {
        await TalkAsync("hi", "Ann", "Bonn");

        Assert.Empty(Region.Arrivals);
    }

    [Fact]
    public async Task Turn_PendingEventsOfAnotherRegion_AreAppliedFirstInOrder()
    {
        Region.AddPending(events.Message("m0", 0, "hi"));
        Region.AddPending(events.Message("m1", 10, "Ann"));
        Region.AddPending(events.Message("m2", 20, "Bonn"));
        await silo.DeliverAsync(events.Message("m3", 30, "red"));
        await ConversationSilo.UntilAsync("four replies", () => Region.Sent.Count == 4);
        Assert.Equal(["m0", "m1", "m2", "m3"], Region.Sent.Select(reply => reply.InReplyTo.Value));
        Assert.Equal("Done: Ann, Bonn, red", Region.Sent.Last().Content.Text);
        await ConversationSilo.UntilAsync("no pending copy", () => Region.PendingIds(events.Conversation.Key).Count == 0);
    }

    [Fact]
    public async Task TakeOver_PendingEvent_IsAnsweredWithoutANewMessage()
    {
        Region.AddPending(events.Message("m0", 0, "hi"));
        await silo.Grain(events.Conversation).TakeOver();
        Assert.Equal("Your name?", Assert.Single(Region.Sent).Content.Text);
        Assert.Empty(Region.PendingIds(events.Conversation.Key));
    }

    [Fact]
    public async Task Turn_EventOfALivingRegion_IsLeftToItAndStaysPending()
    {
        Region.Claims[new MessageId("m0")] = ClaimOutcome.Theirs;
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the event kept as pending", () => Region.PendingIds(events.Conversation.Key).Count == 1);
        Assert.Empty(Region.Sent);
    }

    [Fact]
    public async Task Turn_BehindAnEventOfALivingRegion_WaitsForIt()
    {
        Region.Claims[new MessageId("m1")] = ClaimOutcome.Theirs;
        await TalkAsync("hi");
        Region.AddPending(events.Message("m1", 10, "Ann"));
        await silo.DeliverAsync(events.Message("m2", 20, "Bonn"));
        await ConversationSilo.UntilAsync("a few looks", () => Region.History.Count(step => step == "open") > 4);
        Assert.Single(Region.Sent);

        // The other region's turn arrives here: it took m1 and asked for the city.
        var theirs = OrleansFailover.Grains.Conversation.TurnEngine.Apply(
            Region.Document(events.Conversation.Key), events.Message("m1", 10, "Ann"), new ThreeQuestions(), new RegionId("westeurope"));
        theirs = theirs.WithVersion((theirs.Version with { Writer = "west" }).Next());
        Region.News[events.Conversation.Key] = theirs.Put(
            events.ReplyTo("m1"), theirs.Replies[events.ReplyTo("m1")].Raise(ReplyStatus.Sent));
        await ConversationSilo.UntilAsync("the reply to m2", () => Region.Sent.Count == 2);
        Assert.Equal("Your colour?", Region.Sent.Last().Content.Text);
    }

    [Fact]
    public async Task Turn_UndecidedClaim_WaitsAndThenGoesOnUnclaimed()
    {
        Region.Claims[new MessageId("m0")] = ClaimOutcome.Undecided;
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the reply after the bound", () => Region.Sent.Count == 1);
        Assert.True(Region.History.Count(step => step == "open") > 5, "The turn waited before it went on.");
    }

    [Fact]
    public async Task Doubt_StatusEchoesTheReply_IsNotSentAgain()
    {
        Region.SendOutcomes.Enqueue(SendOutcome.Unknown);
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first send", () => Region.Sent.Count == 1);
        await silo.DeliverAsync(events.Status(events.ReplyTo("m0"), ReplyStatus.Delivered));
        await ConversationSilo.UntilAsync("the settled event", () => Region.History.Contains("record:m0,wamid.out:Delivered"));
        await silo.DeliverAsync(events.Message("m1", 10, "Ann"));
        await ConversationSilo.UntilAsync("the next reply", () => Region.Sent.Any(reply => reply.InReplyTo.Value == "m1"));
        Assert.Equal(2, Region.Sent.Count);
    }

    [Fact]
    public async Task Doubt_NoStatusWithinTheBound_IsSentUnderTheSameId()
    {
        Region.SendOutcomes.Enqueue(SendOutcome.Unknown);
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the second send", () => Region.Sent.Count == 2);
        Assert.Single(Region.Sent.Select(reply => reply.ReplyId).Distinct());
        await ConversationSilo.UntilAsync("the record", () => Region.History.Contains("record:m0"));
    }

    [Fact]
    public async Task Doubt_UserWroteMeanwhile_IsSupersededAndNeverAsksTheOldQuestion()
    {
        Region.SendOutcomes.Enqueue(SendOutcome.Unknown);
        await TalkAsync("hi", "Ann");
        await ConversationSilo.UntilAsync("the superseded reply", () =>
            Region.Document(events.Conversation.Key).Replies.GetValueOrDefault(events.ReplyTo("m0"))?.Status == ReplyStatus.Superseded);
        Assert.Equal(["Your name?", "Your city?"], Region.Sent.Select(reply => reply.Content.Text));
    }

    [Fact]
    public async Task Send_CertainlyNotSent_IsSentLaterAndTheEventStaysPendingUntilThen()
    {
        Region.SendOutcomes.Enqueue(SendOutcome.NotSent);
        Region.AddPending(events.Message("m0", 0, "hi"));
        await silo.Grain(events.Conversation).TakeOver();
        await ConversationSilo.UntilAsync("the reply", () => Region.Sent.Count == 1);
        await ConversationSilo.UntilAsync("no pending copy", () => Region.PendingIds(events.Conversation.Key).Count == 0);
        Assert.Equal(["record:", "record:m0"], Region.History.Where(step => step.StartsWith("record", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_RefusedForItsPace_IsNotTriedBeforeItsTime()
    {
        var refused = TimeProvider.System.GetTimestamp();
        Region.Answers = _ => Region.Tried.Count == 1 ? new(SendOutcome.NotSent, Reason: "pair-pace", RetryAfter: TimeSpan.FromSeconds(1.5)) : null;
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the reply", () => Region.Sent.Count == 1);
        Assert.True(TimeProvider.System.GetElapsedTime(refused) >= TimeSpan.FromSeconds(1.5), "It was tried before its time.");
        Assert.Equal(2, Region.Tried.Count);
    }

    [Fact]
    public async Task Send_FirstPartNotSent_SecondWaitsBehindIt()
    {
        // "help" is answered by an explanation and the open question.
        await TalkAsync("hi");
        Region.SendOutcomes.Enqueue(SendOutcome.NotSent);
        await silo.DeliverAsync(events.Message("m1", 10, "help"));
        await ConversationSilo.UntilAsync("both parts", () => Region.Sent.Count == 3);
        Assert.Equal(["Your name?", "Just answer.", "Your name?"], Region.Sent.Select(reply => reply.Content.Text));
        Assert.Equal(["Your name?", "Just answer.", "Just answer.", "Your name?"], Region.Tried.Select(reply => reply.Content.Text));
    }

    [Fact]
    public async Task Send_FirstPartInDoubt_SecondWaitsUntilAStatusSettlesIt()
    {
        await TalkAsync("hi");
        Region.SendOutcomes.Enqueue(SendOutcome.Unknown);
        await silo.DeliverAsync(events.Message("m1", 10, "help"));
        await ConversationSilo.UntilAsync("the first part", () => Region.Sent.Count == 2);
        await silo.DeliverAsync(events.Status(events.ReplyTo("m1"), ReplyStatus.Sent));
        await ConversationSilo.UntilAsync("the second part", () => Region.Sent.Last().Content.Text == "Your name?");
        Assert.All(Region.Sent.Skip(1).SkipLast(1), reply => Assert.Equal("Just answer.", reply.Content.Text));
    }

    [Fact]
    public async Task Send_OutsideTheWindowWithoutATemplate_IsHeldUntilTheUserWrites()
    {
        Region.Answers = reply => reply.InReplyTo.Value == "m0" ? new(SendOutcome.OutsideWindow, Reason: "window-closed") : null;
        Region.AddPending(events.Message("m0", 0, "hi"));
        await silo.Grain(events.Conversation).TakeOver();
        await ConversationSilo.UntilAsync("the settled event", () => Region.PendingIds(events.Conversation.Key).Count == 0);
        Assert.Single(Region.Tried);

        await silo.DeliverAsync(events.Message("m1", 10, "Ann"));
        await ConversationSilo.UntilAsync("the next reply", () => Region.Sent.Count == 1);
        var held = Region.Document(events.Conversation.Key).Replies[events.ReplyTo("m0")];
        Assert.Equal(("window-closed", ReplyStatus.Superseded), (held.Held, held.Status));
        Assert.Equal("Your city?", Assert.Single(Region.Sent).Content.Text);
        Assert.Single(Region.Tried, reply => reply.InReplyTo.Value == "m0");
    }

    [Fact]
    public async Task Send_OutsideTheWindowWithATemplate_TheTemplateSaysIt()
    {
        silo.Script = new ThreeQuestions { WindowTemplate = new() { Name = "go_on", Language = "en", Parameters = ["{reply}"] } };
        await TalkAsync("hi");
        Region.Answers = reply => reply.Content.Kind == OutboundKind.Template ? null : new(SendOutcome.OutsideWindow, Reason: "131047");
        await silo.DeliverAsync(events.Message("m1", 10, "help"));
        await ConversationSilo.UntilAsync("the template", () => Region.Sent.Count == 2);
        var template = Region.Sent.Last();
        Assert.Equal("go_on", template.Content.Template!.Name);
        Assert.Equal("Your name?", Assert.Single(template.Content.Template.Parameters));
        Assert.Equal(events.ReplyTo("m1", 1), template.ReplyId);
        await ConversationSilo.UntilAsync("the record", () => Region.History.Contains("record:m1"));
    }

    [Fact]
    public async Task Send_AfterAPersonWrote_TheWindowCountsFromTheUsersOwnMessage()
    {
        var open = false;
        Region.Answers = _ => Volatile.Read(ref open) ? null : new(SendOutcome.NotSent);
        await silo.DeliverAsync(events.Message("m0", 0, "hi"));
        await ConversationSilo.UntilAsync("the first try", () => !Region.Tried.IsEmpty);
        await silo.DeliverAsync(events.Echo("h", 10, "Hello, this is Kim."));
        await ConversationSilo.UntilAsync("the echo kept", () => Region.Document(events.Conversation.Key).HasSeen(new MessageId("h")));
        Volatile.Write(ref open, true);
        await ConversationSilo.UntilAsync("the reply", () => !Region.Sent.IsEmpty);
        Assert.Equal(Events.Start, Assert.Single(Region.Sent).LastHeard);
    }

    [Fact]
    public async Task Turn_Message_IsShownAsTakenAndAStatusIsNot()
    {
        await TalkAsync("hi", "Ann");
        await silo.DeliverAsync(events.Status(events.ReplyTo("m1"), ReplyStatus.Delivered));
        await silo.DeliverAsync(events.Message("m2", 20, null, type: "reaction"));
        await TalkAsync(from: 3, "Bonn");
        Assert.Equal(["m0", "m1", "m3"], Region.Acknowledged);
        Assert.Equal(Events.Start.AddSeconds(30), Region.Sent.Last().LastHeard);
    }

    [Fact]
    public async Task Turn_AfterALongPause_ReadsTheStoreForWhatAnotherRegionDidMeanwhile()
    {
        await TalkAsync("hi");

        // An idle conversation looks once more before it is written: the pause begins after that.
        await ConversationSilo.UntilAsync("the idle write", () => Region.History.Count(step => step == "write") == 2);
        var theirs = OrleansFailover.Grains.Conversation.TurnEngine.Apply(
            Region.Document(events.Conversation.Key), events.Message("m1", 10, "Ann"), new ThreeQuestions(), new RegionId("westeurope"));
        theirs = theirs.Put(events.ReplyTo("m1"), theirs.Replies[events.ReplyTo("m1")].Raise(ReplyStatus.Sent));

        // Their copy came here and was dropped again, because this region's replica holds their document.
        Region.OtherDocuments[events.Conversation.Key] = theirs.WithVersion((theirs.Version with { Writer = "west" }).Next());
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        await silo.DeliverAsync(events.Message("m2", 20, "Bonn"));
        await ConversationSilo.UntilAsync("the reply to m2", () => Region.Sent.Count == 2);
        Assert.Equal("Your colour?", Region.Sent.Last().Content.Text);
    }

    [Fact]
    public async Task Turn_WarmGrain_ReadsNothingAndWritesOnce()
    {
        await TalkAsync("hi");
        var before = Region.History.Count;
        await TalkAsync(from: 1, "Ann");
        await ConversationSilo.UntilAsync("the record", () => Region.History.Contains("record:m1"));
        Assert.Equal(["open", "write", "send:Accepted", "record:m1"], Region.History.Skip(before).Take(4));
    }

    [Fact]
    public async Task Idle_RecordedReplies_AreWrittenToTheDocument()
    {
        await TalkAsync("hi");
        await ConversationSilo.UntilAsync("the flush", () =>
            Region.Document(events.Conversation.Key).Replies[events.ReplyTo("m0")].Status == ReplyStatus.Sent);
        Assert.Equal(2, Region.History.Count(step => step == "write"));
    }

    [Fact]
    public async Task Status_AfterTheConversationWasWritten_CostsNoWriteOfItsOwn()
    {
        await TalkAsync("hi");
        await ConversationSilo.UntilAsync("the flush", () => Region.History.Count(step => step == "write") == 2);
        foreach (var status in new[] { ReplyStatus.Sent, ReplyStatus.Delivered, ReplyStatus.Failed, ReplyStatus.Read })
        {
            await silo.DeliverAsync(events.Status(events.ReplyTo("m0"), status));
            await silo.DeliverAsync(events.Status("nobody", status, "wamid.foreign"));
        }

        // Longer than an idle flush would take, and an end of the activation would flush too.
        await ConversationSilo.UntilAsync("the statuses", () => silo.Failures.Count == 1);
        await Task.Delay(ConversationSilo.IdleFlush * 2, TimeProvider.System, TestContext.Current.CancellationToken);
        await silo.DeactivateAllAsync();
        Assert.Equal(2, Region.History.Count(step => step == "write"));
        Assert.DoesNotContain(Region.History.SkipWhile(step => step != "record:m0"), step => step == "record:");
    }

    [Fact]
    public async Task Status_OfATalkThatGoesOn_IsWrittenWithTheNextTurn()
    {
        await TalkAsync("hi");
        await silo.DeliverAsync(events.Status(events.ReplyTo("m0"), ReplyStatus.Read));
        await TalkAsync(from: 1, "Ann");
        Assert.Equal(ReplyStatus.Read, Region.Document(events.Conversation.Key).Replies[events.ReplyTo("m0")].Status);
    }

    [Fact]
    public async Task Status_Failed_IsToldOnceWithItsCode()
    {
        await TalkAsync("hi");
        await silo.DeliverAsync(events.Status(events.ReplyTo("m0"), ReplyStatus.Failed));
        await silo.DeliverAsync(events.Status(events.ReplyTo("m0"), ReplyStatus.Failed));
        await TalkAsync(from: 1, "Ann");
        Assert.Equal(["channel error 131026"], silo.Failures);
    }

    [Fact]
    public async Task Status_KnownOnlyThroughTheOtherRegion_IsToldWhenItsReplyIs()
    {
        await silo.DeliverAsync(events.Status(events.ReplyTo("m0"), ReplyStatus.Failed));
        await silo.Grain(events.Conversation).TakeOver();
        Assert.Empty(silo.Failures);

        var theirs = OrleansFailover.Grains.Conversation.TurnEngine.Apply(new(), events.Message("m0", 0, "hi"), new ThreeQuestions(), new RegionId("westeurope"));
        theirs = theirs.Put(events.ReplyTo("m0"), theirs.Replies[events.ReplyTo("m0")].Raise(ReplyStatus.Sent));
        Region.News[events.Conversation.Key] = theirs.WithVersion((theirs.Version with { Writer = "west" }).Next());
        await silo.Grain(events.Conversation).TakeOver();

        await ConversationSilo.UntilAsync("the failure", () => silo.Failures.Count == 1);
    }

    [Fact]
    public async Task Echo_OfAPerson_IsKeptAndNeverAnswered()
    {
        await TalkAsync("hi");
        await silo.DeliverAsync(events.Echo("h", 10, "Hello, this is Kim."));
        await ConversationSilo.UntilAsync("the echo kept", () => Region.Document(events.Conversation.Key).Handover is { Human: true });
        await silo.DeliverAsync(events.Message("m1", 20, "Hello Kim"));
        await ConversationSilo.UntilAsync("the message kept", () => Region.Document(events.Conversation.Key).HasSeen(new MessageId("m1")));
        Assert.Single(Region.Sent);
        await silo.DeliverAsync(events.Message("m2", 30, "restart"));
        await ConversationSilo.UntilAsync("the script again", () => Region.Sent.Count == 2);
    }

    [Fact]
    public async Task Echo_OfAnOwnReply_CostsNoWrite()
    {
        await TalkAsync("hi");
        await ConversationSilo.UntilAsync("the flush", () => Region.History.Count(step => step == "write") == 2);
        await silo.DeliverAsync(events.Echo($"out.{events.ReplyTo("m0")}", 10, "Your name?"));
        await silo.DeliverAsync(events.Message("m1", 20, "Ann"));
        await ConversationSilo.UntilAsync("the next reply", () => Region.Sent.Count == 2);
        Assert.Equal(3, Region.History.Count(step => step == "write"));
    }

    [Fact]
    public async Task GetState_AfterATurn_ShowsAnswersAndNoPhoneNumber()
    {
        await TalkAsync("hi", "Ann");
        var state = await silo.Grain(events.Conversation).GetState();
        Assert.Equal("Ann", state.Answers["name"]);
        Assert.Equal("city", state.OpenQuestion);
        Assert.DoesNotContain("491701234567", System.Text.Json.JsonSerializer.Serialize(state), StringComparison.Ordinal);
    }

    private Task TalkAsync(params string[] texts) => TalkAsync(0, texts);

    private async Task TalkAsync(int from, params string[] texts)
    {
        for (var i = from; i < from + texts.Length; i++)
        {
            await silo.DeliverAsync(events.Message($"m{i}", i * 10, texts[i - from]));
            var message = $"m{i}";
            await ConversationSilo.UntilAsync($"the reply to {message}", () => Region.Sent.Any(reply => reply.InReplyTo.Value == message));
        }
    }
}
