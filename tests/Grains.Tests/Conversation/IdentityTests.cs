using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>One person, several ids: over two regions that hear of each other's writes, or do not for a while.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private readonly ConversationSilo east = new();
    private readonly ConversationSilo west = new("westeurope");
    private int people;

    public enum Form
    {
        PhoneOnly,
        Both,
        IdOnly,
    }

    public async ValueTask InitializeAsync()
    {
        (east.Region.Peer, west.Region.Peer) = (west.Region, east.Region);
        await Task.WhenAll(east.InitializeAsync().AsTask(), west.InitializeAsync().AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await east.DisposeAsync();
        await west.DisposeAsync();
    }

    [Fact]
    public async Task Turn_AnyFormsOfOnePersonOnceLinked_IsOneConversation()
    {
        var forms = Enum.GetValues<Form>();
        var orders = from a in forms from b in forms from c in forms from d in forms select new[] { a, b, c, d };
        await Task.WhenAll(orders.Where(IsLinkedInTime).Select(order => TalkAsync(NewPerson(), order)));

        async Task TalkAsync(Person person, Form[] order)
        {
            foreach (var (text, i) in new[] { "hi", "Ann", "Bonn", "red" }.Select((text, i) => (text, i)))
            {
                await SayAsync(east, person, order[i], i, text);
            }

            Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: Ann, Bonn, red"], SaidTo(person));
        }
    }

    [Fact]
    public async Task Turn_FormsThatNothingLinkedYet_AreOneConversationFromTheLinkOn()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, person, Form.PhoneOnly, 1, "Ann");
        await SayAsync(east, person, Form.IdOnly, 2, "hello");
        await SayAsync(east, person, Form.Both, 3, "Bonn");
        await SayAsync(east, person, Form.PhoneOnly, 4, "red");

        // Nobody could know at the third message. What had been answered by then is not asked again after the link.
        Assert.Equal(["Your name?", "Your city?", "Your name?", "Your colour?", "Done: Ann, Bonn, red"], SaidTo(person));
    }

    [Fact]
    public async Task Turn_FirstThatShowsBothForms_IsKnownUnderTheOtherOneElsewhereBeforeItsReplyIsSent()
    {
        var person = NewPerson();
        string? known = null;
        east.Region.Answers = _ =>
        {
            known ??= west.Region.News.GetValueOrDefault(person.ByPhone.Key)?.Moved?.To ?? "nothing";
            return null;
        };

        await SayAsync(east, person, Form.Both, 0, "hi");

        Assert.Equal(person.ById.Key, known);
    }

    [Fact]
    public async Task Turn_FormsChangeWithTheRegion_IsOneConversation()
    {
        var person = NewPerson();
        await SayAsync(west, person, Form.PhoneOnly, 0, "hi");
        await SayAsync(west, person, Form.PhoneOnly, 1, "Ann");
        await SayAsync(east, person, Form.Both, 2, "Bonn");
        await SayAsync(west, person, Form.PhoneOnly, 3, "red");
        await SayAsync(east, person, Form.IdOnly, 4, "thanks");

        Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: Ann, Bonn, red", "We are done."], SaidTo(person));
    }

    [Fact]
    public async Task Turn_TakenUnderThePhoneWhileTheOtherRegionLinks_IsNotLost()
    {
        var person = NewPerson();
        await SayAsync(west, person, Form.PhoneOnly, 0, "hi");
        await SayAsync(west, person, Form.PhoneOnly, 1, "Ann");
        west.Region.Lags = east.Region.Lags = true;
        await SayAsync(east, person, Form.Both, 3, "Bonn");
        await SayAsync(west, person, Form.PhoneOnly, 2, "Rome");
        west.Region.CatchUp();
        east.Region.CatchUp();

        // Nothing comes under the phone number any more: the look of an idle conversation finds that it has moved.
        await ConversationSilo.UntilAsync("the message taken in", () => west.Region.Document(person.ById.Key).HasSeen(new MessageId($"{person.Phone}.2")));
        await SayAsync(east, person, Form.IdOnly, 4, "red");
        Assert.Equal("Done: Ann, Bonn, red", SaidTo(person)[^1]);
        Assert.True(east.Region.Document(person.ById.Key).HasSeen(new MessageId($"{person.Phone}.2")));
    }

    [Fact]
    public async Task Status_UnderThePhoneOnly_ReachesTheReplyOfTheConversation()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        var reply = Sent(person).Single();
        var events = new Events(person.Phone);
        await east.DeliverAsync(events.Status(reply.ReplyId, ReplyStatus.Failed));

        await ConversationSilo.UntilAsync("the failure", () => east.Failures.Count == 1);
        Assert.Contains((await east.Grain(person.ById).GetState()).Replies, line => line.Contains("Failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task System_ChangedNumber_TheNewNumberGoesOn(bool newNumberFirst)
    {
        var (old, fresh) = (NewPerson(), NewPerson());
        await SayAsync(east, old, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, old, Form.PhoneOnly, 1, "Ann");
        if (newNumberFirst)
        {
            await SayAsync(east, fresh, Form.PhoneOnly, 3, "hello");
        }

        await TellAsync(east, old, Form.PhoneOnly, 2, new IdentityChange(fresh.Phone, null), fresh.ByPhone);
        await SayAsync(east, fresh, Form.PhoneOnly, 4, "Bonn");

        Assert.Equal("Your colour?", SaidTo(fresh)[^1]);
        Assert.Equal(fresh.Phone, Sent(fresh)[^1].Address.Phone);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task System_ChangedUserId_TheNewIdGoesOn(bool newIdFirst, bool toldUnderTheNewId)
    {
        var (old, fresh) = (NewPerson(), NewPerson());
        await SayAsync(west, old, Form.Both, 0, "hi");
        await SayAsync(west, old, Form.IdOnly, 1, "Ann");
        if (newIdFirst)
        {
            await SayAsync(east, fresh, Form.IdOnly, 3, "hello");
        }

        // Under the new id the message names the old phone number, or nothing could tell whose it is.
        var change = new IdentityChange(fresh.Phone, fresh.UserId);
        var told = toldUnderTheNewId ? fresh with { Phone = old.Phone } : old;
        await TellAsync(east, told, Form.Both, 2, change, fresh.ById);
        await SayAsync(east, fresh, Form.IdOnly, 4, "Bonn");

        Assert.Equal("Your colour?", SaidTo(fresh)[^1]);

        // Never to the old number. What the new id showed last wins, and before the change it showed no number.
        Assert.Equal(newIdFirst ? null : fresh.Phone, Sent(fresh)[^1].Address.Phone);
        Assert.Equal(fresh.UserId, Sent(fresh)[^1].Address.UserId);

        // What still comes under the old id, late or from the other region, is the same conversation.
        await SayAsync(west, old, Form.IdOnly, 5, "red");
        Assert.Equal("Done: Ann, Bonn, red", SaidTo(fresh)[^1]);
    }

    [Fact]
    public async Task Message_OfTheNextOwnerOfANumber_BeginsAnew()
    {
        var (old, fresh) = (NewPerson(), NewPerson());
        await SayAsync(east, old, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, old, Form.PhoneOnly, 1, "Ann");
        await TellAsync(east, old, Form.PhoneOnly, 2, new IdentityChange(fresh.Phone, null), fresh.ByPhone);

        await SayAsync(east, old, Form.PhoneOnly, 9, "good day");
        await SayAsync(east, old, Form.PhoneOnly, 10, "Zoe");

        Assert.Equal(["Your name?", "Your city?", "Your name?", "Your city?"], SaidTo(old));
        Assert.Equal("Ann", east.Region.Document(fresh.ByPhone.Key).AnswersBefore()["name"]);
    }

    [Fact]
    public async Task Message_OfAnotherIdUnderTheSameNumber_SeesNothingOfTheFirst()
    {
        var first = NewPerson();
        var second = NewPerson() with { Phone = first.Phone };
        await SayAsync(east, first, Form.Both, 0, "hi");
        await SayAsync(east, first, Form.Both, 1, "Ann");

        await SayAsync(east, second, Form.Both, 2, "hi");

        Assert.Equal("Your name?", Sent(second)[^1].Content.Text);
        Assert.Empty(east.Region.Document(second.ById.Key).Answers);
    }

    [Theory]
    [InlineData(Form.PhoneOnly)]
    [InlineData(Form.Both)]
    public async Task System_NewNumberThatWasSomebodyElses_ShowsNothingOfThatOne(Form form)
    {
        var (former, old) = (NewPerson(), NewPerson());
        await SayAsync(east, former, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, former, Form.PhoneOnly, 1, "Zoe");
        await SayAsync(east, former, Form.PhoneOnly, 2, "Rome");
        await SayAsync(east, old, form, 3, "hi");
        await SayAsync(east, old, form, 4, "Ann");
        var fresh = old with { Phone = former.Phone };
        var home = form == Form.PhoneOnly ? fresh.ByPhone : old.ById;
        await TellAsync(east, old, form, 5, new IdentityChange(fresh.Phone, null), home);
        if (form == Form.Both)
        {
            await ConversationSilo.UntilAsync("the new number told", () => east.Region.Document(fresh.ByPhone.Key).Moved is not null);
        }

        await SayAsync(east, fresh, Form.PhoneOnly, 6, "Bonn");

        Assert.Equal("Your colour?", Sent(fresh)[^1].Content.Text);
        Assert.Equal("Ann", east.Region.Document(home.Key).AnswersBefore()["name"]);
        Assert.Equal("Bonn", east.Region.Document(home.Key).AnswersBefore()["city"]);
    }

    [Fact]
    public async Task System_UnderANewIdAndANumberThatWasSomebodyElses_ShowsNothingOfThatOne()
    {
        var former = NewPerson();
        var fresh = NewPerson() with { Phone = former.Phone };
        await SayAsync(east, former, Form.Both, 0, "hi");
        await SayAsync(east, former, Form.Both, 1, "Zoe");
        await MovedAsync(east, former);

        await TellAsync(east, fresh, Form.Both, 2, new IdentityChange(fresh.Phone, fresh.UserId), fresh.ById);
        await SayAsync(east, fresh, Form.Both, 3, "hi");

        Assert.Equal("Your name?", Sent(fresh)[^1].Content.Text);
        Assert.Empty(east.Region.Document(fresh.ById.Key).Answers);
    }

    [Fact]
    public async Task System_NumbersGoRound_EachUserKeepsTheirConversation()
    {
        var (first, second, third) = (NewPerson(), NewPerson(), NewPerson());
        await SayAsync(east, first, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, first, Form.PhoneOnly, 1, "Ann");
        await SayAsync(east, second, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, second, Form.PhoneOnly, 1, "Bob");

        // Bob gives his number up, Ann takes it, and Bob takes hers.
        await TellAsync(east, second, Form.PhoneOnly, 2, new IdentityChange(third.Phone, null), third.ByPhone);
        await TellAsync(east, first, Form.PhoneOnly, 3, new IdentityChange(second.Phone, null), second.ByPhone);
        await TellAsync(east, third, Form.PhoneOnly, 4, new IdentityChange(first.Phone, null), first.ByPhone);
        await SayAsync(east, second, Form.PhoneOnly, 5, "Bonn");
        await SayAsync(east, first, Form.PhoneOnly, 6, "Rome");

        Assert.Equal("Your colour?", SaidTo(second)[^1]);
        Assert.Equal("Your colour?", SaidTo(first)[^1]);
        Assert.Equal(["Bonn", "Ann"], east.Region.Document(second.ByPhone.Key).AnswersBefore().OrderBy(answer => answer.Key).Select(answer => answer.Value));
        Assert.Equal(["Rome", "Bob"], east.Region.Document(first.ByPhone.Key).AnswersBefore().OrderBy(answer => answer.Key).Select(answer => answer.Value));
    }

    [Fact]
    public async Task System_IdThatComesBack_GoesOnUnderIt()
    {
        var (old, fresh) = (NewPerson(), NewPerson());
        await SayAsync(east, old, Form.Both, 0, "hi");
        await SayAsync(east, old, Form.Both, 1, "Ann");
        await TellAsync(east, old, Form.Both, 2, new IdentityChange(fresh.Phone, fresh.UserId), fresh.ById);
        await SayAsync(east, fresh, Form.Both, 3, "Bonn");
        await TellAsync(east, fresh, Form.Both, 4, new IdentityChange(old.Phone, old.UserId), old.ById);
        await SayAsync(east, old, Form.Both, 5, "red");

        Assert.Equal("Done: Ann, Bonn, red", SaidTo(old)[^1]);
    }

    [Fact]
    public async Task Message_UnderThePhoneThatTheOtherRegionHasClaimed_IsLeftToIt()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        await MovedAsync(east, person);
        var item = person.Event(Form.PhoneOnly, $"{person.Phone}.1", 10) with { Message = new MessageContent { Type = "text", Text = "Ann" } };
        east.Region.Claims[item.Id] = ClaimOutcome.Theirs;
        await east.DeliverAsync(item);

        // Under the phone's key, where the other region's claim is; the claim says nothing under the other key.
        await ConversationSilo.UntilAsync("the message left", () => east.Region.PendingIds(person.ByPhone.Key).Contains(item.Id.Value));
        Assert.Empty(east.Region.PendingIds(person.ById.Key));

        // The other region is gone: the next message finds it, and it is answered once.
        east.Region.Claims[item.Id] = ClaimOutcome.Ours;
        await SayAsync(east, person, Form.PhoneOnly, 2, "Bonn");
        Assert.Equal(["Your name?", "Your city?", "Your colour?"], SaidTo(person));
        await ConversationSilo.UntilAsync("nothing pending", () => east.Region.PendingIds(person.ByPhone.Key).Count == 0);
    }

    [Fact]
    public async Task Message_UnderTheIdAfterOneThatWaitsUnderThePhone_ComesAfterIt()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        await MovedAsync(east, person);

        // Acked in the west, whose silo has not taken it; what the customer writes next comes to the east under the other id.
        var waiting = person.Event(Form.PhoneOnly, $"{person.Phone}.1", 10) with { Message = new MessageContent { Type = "text", Text = "Ann" } };
        east.Region.AddPending(waiting);
        await SayAsync(east, person, Form.IdOnly, 2, "Bonn");
        await ConversationSilo.UntilAsync("nothing pending", () => east.Region.PendingIds(person.ByPhone.Key).Count == 0);
        await west.DeliverAsync(waiting);
        await SayAsync(west, person, Form.PhoneOnly, 3, "red");

        Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: Ann, Bonn, red"], SaidTo(person));
    }

    [Fact]
    public async Task Message_UnderTheIdWhileTheOtherRegionTakesOneUnderThePhone_WaitsForItAWhile()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        await MovedAsync(east, person);
        var waiting = person.Event(Form.PhoneOnly, $"{person.Phone}.1", 10) with { Message = new MessageContent { Type = "text", Text = "Ann" } };
        east.Region.Claims[waiting.Id] = ClaimOutcome.Theirs;
        east.Region.AddPending(waiting);
        await SayAsync(east, person, Form.IdOnly, 2, "Bonn");

        // It was asked for there, and the other region did not come to it within the bound: passed over, and still there for it.
        Assert.Contains($"claim:{waiting.Id.Value}", east.Region.History);
        Assert.Equal(["Your name?", "Your city?"], SaidTo(person));
        Assert.Contains(waiting.Id.Value, east.Region.PendingIds(person.ByPhone.Key));
    }

    [Fact]
    public async Task Message_WaitingUnderANumberThatIsSomebodyElsesNow_IsNotTaken()
    {
        var first = NewPerson();
        var second = NewPerson() with { Phone = first.Phone };
        await SayAsync(east, first, Form.Both, 0, "hi");
        await MovedAsync(east, first);
        await SayAsync(east, second, Form.Both, 1, "hi");
        await MovedAsync(east, second);
        var waiting = second.Event(Form.PhoneOnly, $"{first.Phone}.2", 20) with { Message = new MessageContent { Type = "text", Text = "Zoe" } };
        east.Region.AddPending(waiting);
        await SayAsync(east, first, Form.IdOnly, 3, "Ann");

        Assert.Equal("Ann", east.Region.Document(first.ById.Key).AnswersBefore()["name"]);
        Assert.Single(east.Region.Document(first.ById.Key).Answers);
        Assert.Contains(waiting.Id.Value, east.Region.PendingIds(first.ByPhone.Key));
    }

    [Fact]
    public async Task Message_PassedOnAndDeliveredAgain_IsAnsweredOnce()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        await MovedAsync(east, person);
        await SayAsync(west, person, Form.PhoneOnly, 1, "Ann");
        await east.DeliverAsync(person.Event(Form.PhoneOnly, $"{person.Phone}.1", 10) with { Message = new MessageContent { Type = "text", Text = "Ann" } });
        await SayAsync(east, person, Form.PhoneOnly, 2, "Bonn");

        Assert.Equal(["Your name?", "Your city?", "Your colour?"], SaidTo(person));
    }

    [Fact]
    public async Task Message_PassedOnThatTheScriptCannotTake_StaysPendingAndHoldsNothingUp()
    {
        var script = new BreakingScript();
        east.Script = script;
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        await MovedAsync(east, person);
        var poison = person.Event(Form.PhoneOnly, $"{person.Phone}.1", 10) with { Message = new MessageContent { Type = "text", Text = "poison" } };
        east.Region.AddPending(poison);
        await SayAsync(east, person, Form.PhoneOnly, 2, "Ann");

        Assert.True(script.Breaks > 0);
        Assert.Equal(["Your name?", "Your city?"], SaidTo(person));
        Assert.Contains(poison.Id.Value, east.Region.PendingIds(person.ByPhone.Key));

        script.IsBroken = false;
        await SayAsync(east, person, Form.PhoneOnly, 3, "Bonn");
        await ConversationSilo.UntilAsync("nothing pending", () => east.Region.PendingIds(person.ByPhone.Key).Count == 0);
        Assert.Equal("Ann", east.Region.Document(person.ById.Key).AnswersBefore()["name"]);
    }

    [Fact]
    public async Task Turn_OtherConversationCannotBeRead_IsTriedAgainBeforeItIsAnswered()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, person, Form.PhoneOnly, 1, "Ann");
        east.Region.BrokenReads[person.ByPhone.Key] = true;
        await SayAsync(east, person, Form.Both, 2, "Bonn");

        Assert.Empty(east.Region.BrokenReads);
        Assert.Equal(["Your name?", "Your city?", "Your colour?"], SaidTo(person));
        Assert.Contains($"release:{person.Phone}.2", east.Region.History);
    }

    [Fact]
    public async Task Doubt_OfAReplyUnderThePhone_IsSettledByTheStatusUnderTheId()
    {
        var person = NewPerson();
        var first = new MessageId($"{person.Phone}.0");
        east.Region.SendOutcomes.Enqueue(SendOutcome.Unknown);
        await SayAsync(east, person, Form.PhoneOnly, 0, "hi");

        // Nobody may send it again before the status is there: the claim is open.
        east.Region.Claims[first] = ClaimOutcome.Undecided;
        var reply = ReplyId.Of(person.ByPhone, first, 0);
        await east.DeliverAsync(person.Event(Form.Both, $"{person.Phone}.1", 10) with { Message = new MessageContent { Type = "reaction", InReplyTo = "wamid.x" } });
        await MovedAsync(east, person);
        await east.DeliverAsync(new Events(person.UserId).Status(reply, ReplyStatus.Delivered));
        await ConversationSilo.UntilAsync("the status kept", () => StatusIn(person.ById) == ReplyStatus.Delivered);

        east.Region.Claims[first] = ClaimOutcome.Ours;
        await ConversationSilo.UntilAsync("the doubt settled", () => StatusIn(person.ByPhone) == ReplyStatus.Delivered);
        Assert.Single(SaidTo(person));

        ReplyStatus? StatusIn(ConversationId conversation) => east.Region.Document(conversation.Key).Replies.GetValueOrDefault(reply)?.Status;
    }

    /// <summary>How a person came to be known under both forms before the regions lose sight of each other.</summary>
    public static TheoryData<Form, Form> FirstForms() => new()
    {
        { Form.PhoneOnly, Form.Both },
        { Form.IdOnly, Form.Both },
        { Form.Both, Form.PhoneOnly },
        { Form.Both, Form.IdOnly },
        { Form.Both, Form.Both },
    };

    [Theory]
    [MemberData(nameof(FirstForms))]
    public async Task Turn_AnyFormInEachRegionAtOnce_IsOneConversationWhenTheyMeet(Form first, Form second)
    {
        var forms = Enum.GetValues<Form>();
        var talks = (from a in forms from b in forms from c in forms select (Person: NewPerson(), InWest: a, InEast: b, Last: c)).ToList();
        await Task.WhenAll(talks.Select(async talk =>
        {
            await SayAsync(west, talk.Person, first, 0, "hi");
            await (first == Form.Both ? MovedAsync(west, talk.Person) : Task.CompletedTask);
            await SayAsync(east, talk.Person, second, 1, "Ann");
            await (first == Form.Both ? Task.CompletedTask : MovedAsync(east, talk.Person));
        }));

        Part();
        await Task.WhenAll(talks.Select(async talk =>
        {
            await SayAsync(west, talk.Person, talk.InWest, 2, "Rome");
            await SayAsync(east, talk.Person, talk.InEast, 3, "Bonn");
        }));

        Meet();
        await Task.WhenAll(talks.Select(talk => SayAsync(east, talk.Person, talk.Last, 4, "red")));

        foreach (var (person, inWest, inEast, last) in talks)
        {
            var order = $"{first}, {second}, {inWest} | {inEast}, {last}";
            Assert.True(ReplyTo(person, 4) == "Done: Ann, Bonn, red", $"{order}: {string.Join(" / ", SaidTo(person))}");
            Assert.Equal((order, 1, 1), (order, SaidTo(person).Count(text => text == "Your name?"), SaidTo(person).Count(text => text == "Your city?")));
            Assert.True(Enumerable.Range(0, 5).All(place => east.Region.Document(person.ById.Key).HasSeen(new MessageId($"{person.Phone}.{place}"))), order);
        }
    }

    [Theory]
    [InlineData(Form.PhoneOnly)]
    [InlineData(Form.IdOnly)]
    public async Task Turn_BothRegionsLinkAtOnce_IsOneConversationWhenTheyMeet(Form first)
    {
        var person = NewPerson();
        await SayAsync(west, person, first, 0, "hi");
        await SayAsync(east, person, first, 1, "Ann");

        Part();
        await SayAsync(west, person, Form.Both, 2, "Rome");
        await SayAsync(east, person, Form.Both, 3, "Bonn");
        Meet();

        foreach (var (form, place) in Enum.GetValues<Form>().Select((form, i) => (form, 4 + i)))
        {
            await SayAsync(place % 2 == 0 ? west : east, person, form, place, "red");
            Assert.Equal(place == 4 ? "Done: Ann, Bonn, red" : "We are done.", ReplyTo(person, place));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task System_ChangeWhileTheOtherRegionTakesTheOldId_IsOneConversationWhenTheyMeet(bool newUserId, bool toldInBoth)
    {
        var (old, fresh) = (NewPerson(), NewPerson());
        var form = newUserId ? Form.Both : Form.PhoneOnly;
        var home = newUserId ? fresh.ById : fresh.ByPhone;
        var change = new IdentityChange(fresh.Phone, newUserId ? fresh.UserId : null);
        await SayAsync(west, old, form, 0, "hi");
        await SayAsync(east, old, form, 1, "Ann");

        Part();
        await TellAsync(west, old, form, 3, change, home);
        await SayAsync(east, old, form, 2, "Bonn");
        if (toldInBoth)
        {
            await TellAsync(east, old, form, 3, change, home);
        }

        Meet();

        // The region that was not told finds it when its idle conversation looks.
        await ConversationSilo.UntilAsync(
            "the answer under the old id taken in", () => east.Region.Document(home.Key).HasSeen(new MessageId($"{old.Phone}.2")));
        await SayAsync(west, fresh, newUserId ? Form.IdOnly : Form.PhoneOnly, 4, "red");
        await SayAsync(east, fresh, form, 5, "thanks");

        Assert.Equal("Done: Ann, Bonn, red", ReplyTo(fresh, 4));
        Assert.Equal("We are done.", ReplyTo(fresh, 5));
        Assert.Equal(["Your name?", "Your city?", "Your colour?"], SaidTo(old));
    }

    [Fact]
    public async Task Turn_OtherIdOnceKnown_CostsNoRead()
    {
        await using var silo = new ConversationSilo { ReadAgainAfter = TimeSpan.FromMinutes(10) };
        await silo.InitializeAsync();
        var person = NewPerson();
        await SayAsync(silo, person, Form.Both, 0, "hi");

        // The first message that shows both: its own documents, the other id's before it is answered, and the other id's once more by its own grain, that notes the move.
        await ConversationSilo.UntilAsync("the other id known", () => silo.Region.Document(person.ByPhone.Key).Moved is not null);
        await SayAsync(silo, person, Form.Both, 1, "Ann");
        Assert.Equal([person.ById.Key, person.ByPhone.Key, person.ByPhone.Key], silo.Region.Reads.ToList());
        Assert.Equal([person.ByPhone.Key], silo.Region.Writes.Where(key => key != person.ById.Key));

        // Warm.
        await SayAsync(silo, person, Form.Both, 2, "Bonn");
        await SayAsync(silo, person, Form.IdOnly, 3, "red");
        Assert.Equal(3, silo.Region.Reads.Count);

        // Cold: its own documents, as with one id.
        await ConversationSilo.UntilAsync("the other id written", () => silo.Region.Document(person.ById.Key).Aliases.ContainsKey(person.Phone));
        await silo.DeactivateAllAsync();
        await SayAsync(silo, person, Form.Both, 4, "thanks");
        Assert.Equal([person.ById.Key], silo.Region.Reads.Skip(3));

        // A control: with the phone number alone the cold conversation of the number is read, to be found moved.
        await SayAsync(silo, person, Form.PhoneOnly, 5, "thanks");
        Assert.Equal([person.ById.Key, person.ByPhone.Key], silo.Region.Reads.Skip(3));
        await SayAsync(silo, person, Form.PhoneOnly, 6, "thanks");
        Assert.Equal(5, silo.Region.Reads.Count);
    }

    [Fact]
    public async Task Reply_PersonInAnyForm_GoesToWhatIsKnown()
    {
        var (phone, id, both) = (NewPerson(), NewPerson(), NewPerson());
        await SayAsync(east, phone, Form.PhoneOnly, 0, "hi");
        await SayAsync(east, id, Form.IdOnly, 0, "hi");
        await SayAsync(east, both, Form.Both, 0, "hi");
        await SayAsync(east, both, Form.IdOnly, 1, "Ann");

        Assert.Equal((phone.Phone, null), AddressOf(phone));
        Assert.Equal((null, id.UserId), AddressOf(id));
        Assert.Equal((both.Phone, both.UserId), AddressOf(both));

        // The number comes into sight: from now on the reply can go to it.
        await SayAsync(east, id, Form.Both, 1, "Ann");
        Assert.Equal((id.Phone, id.UserId), AddressOf(id));

        (string? Phone, string? UserId) AddressOf(Person person) => (Sent(person)[^1].Address.Phone, Sent(person)[^1].Address.UserId);
    }

    [Fact]
    public async Task Status_UnderThePhoneOnlyInTheOtherRegion_ReachesTheReplyOfTheConversation()
    {
        var person = NewPerson();
        await SayAsync(east, person, Form.Both, 0, "hi");
        await MovedAsync(east, person);
        var reply = Sent(person).Single();
        await west.DeliverAsync(new Events(person.Phone).Status(reply.ReplyId, ReplyStatus.Failed));

        await ConversationSilo.UntilAsync("the failure", () => west.Failures.Count == 1);
        Assert.Contains((await west.Grain(person.ById).GetState()).Replies, line => line.Contains("Failed", StringComparison.Ordinal));
    }

    [Fact]
    public void AddressAfter_NewUserIdWithoutANumber_IsWrittenToByTheIdAlone()
    {
        var known = new ReplyAddress("49170", "DE.1", default);
        var item = new Events().Message("s", 10, null, "system");

        var address = Identities.AddressAfter(known, item, new IdentityChange(null, "DE.2"), new Stamp(10, 0, item.Id));

        Assert.Equal((null, "DE.2"), (address.Phone, address.UserId));
    }

    // An id alone and a phone number alone say nothing about each other; the first message that shows both links them.
    private static bool IsLinkedInTime(Form[] order) =>
        order.TakeWhile(form => form != Form.Both).Distinct().Count() < 2;

    private static async Task SayAsync(ConversationSilo silo, Person person, Form form, int place, string text)
    {
        var id = $"{person.Phone}.{place}";
        await silo.DeliverAsync(person.Event(form, id, place * 10) with { Message = new MessageContent { Type = "text", Text = text } });
        await ConversationSilo.UntilAsync($"the reply to {text}", () => silo.Region.Sent.Any(reply => reply.InReplyTo.Value == id));
    }

    private static async Task TellAsync(ConversationSilo silo, Person person, Form form, int place, IdentityChange change, ConversationId home)
    {
        var id = new MessageId($"{person.Phone}.s{place}");
        await silo.DeliverAsync(person.Event(form, id.Value, place * 10) with { Message = new MessageContent { Type = "system", Text = "changed", Identity = change } });
        await ConversationSilo.UntilAsync("the change kept in its new home", () => silo.Region.Document(home.Key).HasSeen(id));
    }

    private static Task MovedAsync(ConversationSilo silo, Person person) =>
        ConversationSilo.UntilAsync("the phone's conversation moved", () => silo.Region.Document(person.ByPhone.Key).Moved?.To == person.ById.Key);

    // Neither region hears anything of the other one: no document, and no standby copy.
    private void Part() => west.Region.Lags = east.Region.Lags = true;

    private void Meet()
    {
        west.Region.CatchUp();
        east.Region.CatchUp();
    }

    private string? ReplyTo(Person person, int place) =>
        Sent(person).SingleOrDefault(reply => reply.InReplyTo.Value == $"{person.Phone}.{place}")?.Content.Text;

    private Person NewPerson()
    {
        people++;
        return new($"4917000{people:0000}", $"DE.{people:0000}");
    }

    private List<OutboundReply> Sent(Person person) =>
    [
        .. east.Region.Sent.Concat(west.Region.Sent).Where(reply => reply.Conversation == person.ById || reply.Conversation == person.ByPhone)
            .OrderBy(reply => reply.Address.Stamp.Time).ThenBy(reply => int.Parse(reply.InReplyTo.Value.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private List<string> SaidTo(Person person) => [.. Sent(person).Select(reply => reply.Content.Text)];

    private sealed record Person(string Phone, string UserId)
    {
        public ConversationId ByPhone => ConversationId.Create("whatsapp", "1065", Phone);

        public ConversationId ById => ConversationId.Create("whatsapp", "1065", UserId);

        public InboundEvent Event(Form form, string id, int second) =>
            new Events(form == Form.PhoneOnly ? Phone : UserId).Message(id, second, null) with
            {
                Sender = new Sender { Phone = form == Form.IdOnly ? null : Phone, UserId = form == Form.PhoneOnly ? null : UserId },
            };
    }
}
