using System.Globalization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Micro.Operations;

/// <summary>States as turns leave them: per message a seen id, an answer, a reply that was delivered, and two lines of the transcript.</summary>
internal static class MadeUpState
{
    private const int Questions = 6;

    private static readonly ConversationId Conversation = ConversationId.Create("whatsapp", "106540352242922", "15550000001");

    public static MessageId Message(int number) => new(string.Create(CultureInfo.InvariantCulture, $"wamid.HBgLMTU1NTAwMDAwMDEVAgASGBQzQTEyMzQ1Njc4{number:00000000}"));

    /// <summary>The state after the messages up to this one, as a region wrote it.</summary>
    public static ConversationState After(int messages, string writer, int from = 0)
    {
        var state = new ConversationState { Session = new Session(1, StampOf(from)) };
        for (var number = from; number < messages; number++)
        {
            var stamp = StampOf(number);
            var question = string.Create(CultureInfo.InvariantCulture, $"question-{number % Questions}");
            var text = string.Create(CultureInfo.InvariantCulture, $"This is the answer {number}, in a short sentence.");
            state = state.See(new InboundEvent
            {
                Conversation = Conversation,
                Id = stamp.Message,
                ChannelTime = TimeOf(number),
                Message = new MessageContent { Type = "text", Text = text },
                Receipt = WebhookOperations.Receipt,
            });
            state = state with { Answers = state.Answers.SetItem(question, new AnswerRegister(stamp, text)), Newest = stamp, Address = new ReplyAddress("15550000001", null, stamp) };
            state = state.Say(TranscriptEntry.Of(stamp, 0, writer, text)).Say(TranscriptEntry.Of(stamp, 1, writer, "Thank you. And what is the next answer?"));
            state = state.Put(ReplyId.Of(Conversation, stamp.Message, 0), new ReplyRecord
            {
                InReplyTo = stamp.Message,
                Stamp = stamp,
                Part = 0,
                Status = ReplyStatus.Delivered,
                Region = new RegionId(writer),
                Asks = question,
                ChannelMessageId = stamp.Message.Value,
            });
        }

        return state.WithVersion(VersionVector.Empty with { Counters = VersionVector.Empty.Counters.SetItem(writer, messages) });
    }

    private static DateTimeOffset TimeOf(int number) => WebhookOperations.Time.AddSeconds(number);

    private static Stamp StampOf(int number) => new(TimeOf(number).ToUnixTimeMilliseconds(), 0, Message(number));
}
