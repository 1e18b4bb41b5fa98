using System.Globalization;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

/// <summary>
/// Generators with deliberately few values, so that equal ids, equal timestamps and equal stamps meet all the time. What a channel fixes is
/// fixed here too: the time of a message is a function of its id, and two messages share a second.
/// </summary>
internal static class StateGen
{
    public static readonly ConversationId Conversation = ConversationId.Create("whatsapp", "1065", "4917");

    private static readonly string[] Regions = ["east", "west"];

    public static readonly Gen<RegionId> Region = Gen.OneOf(Regions).Select(name => new RegionId(name));

    public static readonly Gen<string?> Text = Gen.OneOf(null, "", "a", "B", "b", "\u00e9", "e\u0301", "a\u200d");

    private static readonly Gen<ContentPiece> Piece = Gen.Select(Gen.OneOf("AQE", "AQI", "AQIA"), Gen.OneOf(null, "whatsapp/1065/DE.1")).Select((text, of) => new ContentPiece(text, of));

    /// <summary>Open, sealed, or sealed with a memory beside it.</summary>
    public static readonly Gen<Content?> Said = Gen.Select(Text, Gen.OneOf(false, true), Piece)
        .Select((text, isSealed, piece) => isSealed ? new Content(text, piece) : (Content?)text);

    public static readonly Gen<ContentKey> Key = Gen.Select(Gen.OneOf("BA", "BB"), Gen.Long[1, 3]).Select((half, time) => new ContentKey(half, time));

    /// <summary>A message's time is that of its id; what home has read has no piece.</summary>
    public static Gen<UnreadMessage> Unread(int messages = 4) =>
        Gen.Select(Gen.Int[0, messages - 1], Gen.OneOf(0, 1, 1 << 20), Gen.OneOf("text", "image"), Gen.OneOf(null, "name", "date"), Piece, Gen.Bool, Gen.Bool).Select(
            (m, order, type, question, piece, isEcho, read) => new UnreadMessage(StampOf(m, order), type, question, piece, isEcho) is var message && read ? message.AsRead() : message);

    /// <summary>An unread message.</summary>
    public static UnreadMessage UnreadOf(int m) => new(StampOf(m, 0), "text", "name", new ContentPiece("AQE"));

    public static Gen<Stamp> Stamp(int messages = 4) =>
        Gen.Select(Gen.Int[0, messages - 1], Gen.OneOf(0, 1, 1 << 20)).Select((m, order) => StampOf(m, order));

    public static readonly Gen<Session> Session = Gen.Select(Gen.Int[0, 2], Stamp(), Gen.Bool, Gen.Bool)
        .Select((epoch, stamp, none, forgotten) => none ? Grains.Interfaces.Conversation.Session.None : new Session(epoch, stamp, forgotten));

    public static readonly Gen<AnswerRegister> Answer = Gen.Select(Stamp(), Said, Gen.OneOf<Stamp?>(null, StampOf(0, 0), StampOf(0, 1), StampOf(3, 0)))
        .Select((stamp, value, edited) => new AnswerRegister(stamp, value, edited));

    public static readonly Gen<ReplyAddress> Address =
        Gen.Select(Text, Text, Stamp()).Select((phone, user, stamp) => new ReplyAddress(phone, user, stamp));

    public static Gen<(MessageId Message, Amendment Amendment)> Amendment(int messages = 4) =>
        Gen.Select(Gen.Int[0, messages - 1], Gen.Int[0, messages - 1], Gen.Bool, Gen.OneOf(null, "text", "image"), Said).Select((m, by, revoked, type, text) =>
            (Message(m), new Amendment(TimeOf(by).ToUnixTimeMilliseconds(), revoked, Message(by), type, text)));

    public static Gen<Handover> Handover(int messages = 4) =>
        Gen.Select(Stamp(messages), Gen.Bool, Stamp(messages)).Select((stamp, human, since) => new Handover(stamp, human, since));

    public static Gen<Moved> Moved(int messages = 4) =>
        Gen.Select(Stamp(messages), Gen.OneOf(null, "whatsapp/1065/DE.1", "whatsapp/1065/DE.2"), Gen.Enum<MoveKind>()).Select((stamp, to, kind) => new Moved(stamp, to, kind));

    public static Gen<(string UserId, long Time)> Alias(int messages = 4) =>
        Gen.Select(Gen.Int[0, messages - 1], Gen.Int[0, messages - 1]).Select((m, time) => (Message(m).Value, TimeOf(time).ToUnixTimeMilliseconds()));

    public static Gen<HeldStatus> Held(int messages = 4) =>
        Gen.Select(Gen.Int[0, messages - 1], Gen.Int[0, messages - 1], Gen.OneOf(null, "r1", "r2"), Gen.Enum<ReplyStatus>(), Gen.OneOf<int?>(null, 131026, 131047))
            .Select((m, time, reply, status, code) => new HeldStatus(TimeOf(time).ToUnixTimeMilliseconds(), Message(m).Value, reply, status, code));

    public static Gen<TranscriptEntry> Line(int messages = 4) =>
        Gen.Select(Stamp(messages), Gen.Int[0, 2], Region, Said, Gen.Bool).Select((stamp, part, region, text, forgotten) =>
            new TranscriptEntry(stamp, part, region.Name, text ?? new Content("")) is var line && forgotten ? line.Forget() : line);

    private static readonly Gen<OutboundMessage> Content =
        Gen.Select(Gen.Enum<OutboundKind>(), Text, Gen.Select(Text, Text, Text).Array[0, 2], Text, Gen.Select(Text, Text, Text)).Select((kind, text, choices, label, more) => new OutboundMessage
        {
            Kind = kind,
            Text = text ?? "",
            Choices = [.. choices.Select(choice => new Choice(choice.Item1 ?? "", choice.Item2 ?? "", choice.Item3))],
            ListLabel = label,
            Media = more.Item1 is { } media ? new OutboundMedia(OutboundMediaKind.Image, media, label) : null,
            Template = more.Item2 is { } template ? new OutboundTemplate { Name = template, Language = "en", Parameters = [.. new[] { more.Item3, text }.OfType<string>()] } : null,
            ReactsTo = more.Item3,
        });

    /// <summary>A reply under its id: the id fixes the message and the part, and with the message its time.</summary>
    public static Gen<(string Id, ReplyRecord Reply)> Reply(int messages = 4) =>
        Gen.Select(Gen.Int[0, messages - 1], Gen.Int[0, 1], Gen.OneOf(0, 1, 1 << 20), Gen.Enum<ReplyStatus>(), Region, Gen.Select(Text, Text, Text, Text), Gen.Select(Content, Gen.Bool, Piece, Gen.Bool))
            .Select((m, part, order, status, region, texts, content) => (
                ReplyId.Of(Conversation, Message(m), part),
                new ReplyRecord
                {
                    InReplyTo = Message(m),
                    Stamp = StampOf(m, order),
                    Part = part,
                    Status = status,
                    Region = region,
                    Asks = texts.Item1,
                    ChannelMessageId = texts.Item2,
                    Failure = texts.Item3,
                    Held = texts.Item4,
                    Neutral = content.Item4,
                    Content = status < ReplyStatus.Superseded ? new ReplyContent(content.Item1, content.Item2 ? content.Item3 : null) : null,
                }));

    public static readonly Gen<VersionVector> Version = Vector(writers: 4, counters: 4);

    /// <summary>So many writers that vectors are full and push writers out.</summary>
    public static readonly Gen<VersionVector> FullVersion = Vector(writers: 24, counters: 6);

    /// <summary>Small states.</summary>
    public static readonly Gen<ConversationState> State = StateOf(messages: 4, most: 4, Version);

    /// <summary>States at the bounds of their collections.</summary>
    public static readonly Gen<ConversationState> FullState = StateOf(messages: 30, most: 60, FullVersion);

    public static MessageId Message(int m) => new($"wamid.{m.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Two messages a step, and steps of two days, so that a few messages span more than the window of seen ids.</summary>
    public static DateTimeOffset TimeOf(int m) => DateTimeOffset.UnixEpoch.AddDays(20_000 + (m / 2 * 2));

    public static InboundEvent Event(int m) => new()
    {
        Conversation = Conversation,
        Id = Message(m),
        ChannelTime = TimeOf(m),
        Message = new MessageContent { Type = "text" },
        Receipt = default!,
    };

    private static Stamp StampOf(int m, int order) => new(TimeOf(m).ToUnixTimeMilliseconds(), order, Message(m));

    private static Gen<VersionVector> Vector(int writers, int counters) =>
        Gen.Select(Gen.Int[0, writers - 1], Gen.Int[1, counters]).Array[0, writers].Select(entries => VersionVector.Empty.Join(VersionVector.Empty with
        {
            Counters = VersionVector.Empty.Counters.SetItems(
                entries.Select(entry => KeyValuePair.Create($"w{entry.Item1.ToString(CultureInfo.InvariantCulture)}", (long)entry.Item2))),
        }));

    private static Gen<ConversationState> StateOf(int messages, int most, Gen<VersionVector> version)
    {
        var answers = Gen.Select(Gen.OneOf("name", "date"), Answer).Array[0, 2];
        return Gen.Select(
            Gen.Select(version, Session, answers), Gen.Int[0, messages - 1].Array[0, most], Reply(messages).Array[0, most], Line(messages).Array[0, most],
            Gen.Select(Address, Stamp(messages), Gen.Bool, Handover(messages), Key),
            Gen.Select(Amendment(messages).Array[0, most], Held(messages).Array[0, most], Moved(messages), Alias(messages).Array[0, most], Unread(messages).Array[0, most]))
            .Select((parts, seen, replies, lines, last, others) =>
            {
                var state = new ConversationState
                {
                    Version = parts.Item1,
                    Session = parts.Item2,
                    Answers = new ConversationState().Answers.SetItems(parts.Item3.Select(answer => KeyValuePair.Create(answer.Item1, answer.Item2))),
                    Address = last.Item3 ? last.Item1 : null,
                    Newest = last.Item3 ? last.Item2 : null,
                    Handover = last.Item3 ? last.Item4 : null,
                    Moved = last.Item3 ? others.Item3 : null,
                    ContentKey = last.Item3 ? last.Item5 : null,
                };
                state = others.Item5.Aggregate(state, (sum, message) => sum.Keep(message));
                state = others.Item4.Aggregate(state, (sum, alias) => sum.Alias(alias.UserId, alias.Time));
                state = others.Item1.Aggregate(state, (sum, amendment) => sum.Amend(amendment.Message, amendment.Amendment));
                state = others.Item2.Aggregate(state, (sum, status) => sum.Hold(status));
                state = seen.Aggregate(state, (sum, m) => sum.See(Event(m)));
                state = replies.Aggregate(state, (sum, reply) => sum.Put(reply.Id, reply.Reply));
                return lines.Aggregate(state, (sum, entry) => sum.Say(entry));
            });
    }
}
