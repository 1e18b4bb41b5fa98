using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Conversations;

/// <summary>
/// What one customer will do, drawn from the seed alone. Each choice is drawn from a hash of its own name, not from a stream of random
/// numbers, so that it does not depend on how many choices the timing of a run asked for before.
/// </summary>
/// <param name="seed">Decides everything.</param>
/// <param name="index">The customer's place among all, from 0.</param>
/// <param name="isRestricted">Whether the customer is a German, whose every message has a canary in it, and whose name has one.</param>
internal sealed class CustomerPlan(long seed, int index, bool isRestricted = false)
{
    private const string MarkLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int MarkLength = 4;
    private const int CanaryLength = 12;

    /// <summary>The customer's place among all, from 0.</summary>
    public int Index => index;

    /// <summary>Whether the customer is a German.</summary>
    public bool IsRestricted => isRestricted;

    /// <summary>The customer's number.</summary>
    public string User { get; } = isRestricted
        ? string.Create(CultureInfo.InvariantCulture, $"49170{(uint)seed % 1000:000}{index:0000}")
        : string.Create(CultureInfo.InvariantCulture, $"1555{(uint)seed % 1000:000}{index:00000}");

    /// <summary>The customer's business-scoped id.</summary>
    public string UserId { get; } = string.Create(CultureInfo.InvariantCulture, $"{(isRestricted ? "DE" : "US")}.{1349120865 + (((uint)seed % 1000) * 100000L) + index}");

    /// <summary>Whether payloads show the number, or both ids, or change. Three customers in five, one, and one.</summary>
    public IdHabit Habit => Draw("ids") switch
    {
        < 0.6 => IdHabit.Phone,
        < 0.8 => IdHabit.Both,
        _ => IdHabit.Changes,
    };

    /// <summary>The customer's profile name.</summary>
    public string Name => isRestricted ? $"Jürgen {NameCanary}" : string.Create(CultureInfo.InvariantCulture, $"Customer {index}");

    /// <summary>What opens the conversation.</summary>
    public string Opening => isRestricted ? $"{SixQuestions.Opening} {TextCanary}" : SixQuestions.Opening;

    /// <summary>What nobody but this customer says or is called.</summary>
    public IReadOnlyList<Canary> Canaries =>
    [
        .. isRestricted
            ? [new Canary(Name, CanaryKind.Text, TextCanary), new Canary(Name, CanaryKind.Name, NameCanary), new Canary(Name, CanaryKind.Name, Name)]
            : new[] { new Canary(Name, CanaryKind.Text, Message("q1/1", mark => SixQuestions.Token(index, 1, mark)).Text) },
        new Canary(Name, CanaryKind.Phone, User),
        new Canary(Name, CanaryKind.UserId, UserId),
    ];

    /// <summary>The question after whose answer a second message follows at once, or null. One customer in five.</summary>
    public int? SendsTwoAt => Chance("two", 0.2) ? 1 + (int)(Draw("two at") * 4) : null;

    /// <summary>
    /// The question at which the answer before is taken back, or null. One customer in five, none who sends two, and none who is restricted: a region that cannot read the word
    /// takes it for an answer until home has read it, which the promises do not speak of.
    /// </summary>
    public int? CorrectsAt => !isRestricted && SendsTwoAt is null && Chance("correct", 0.25) ? 3 + (int)(Draw("correct at") * 3) : null;

    /// <summary>
    /// The question whose answer shows both ids for the first time, of a customer whose payloads change; 0: the first message does. From the start to question 3,
    /// so that what was answered under one id is there to be taken in, and enough is still to come.
    /// </summary>
    public int LinksAt => First == ShownIds.Both ? 0 : 1 + (int)(Draw("links at") * 3);

    private string TextCanary => Letters("canary", CanaryLength);

    private string NameCanary => Letters("name canary", CanaryLength);

    private ShownIds First => OneOf("first ids");

    /// <summary>When the customer writes first, as a part of the time in which all customers come, 0 to 1.</summary>
    public double Arrival => Draw("arrival");

    /// <summary>The message of one step: the same id, text and delivery whenever a run comes to it.</summary>
    /// <param name="step">A name that is unique within the conversation, e.g. <c>q3/1</c>: the first answer to question 3.</param>
    /// <param name="text">What it says, given the mark that makes it unique.</param>
    public PlannedMessage Message(string step, Func<string, string> text) =>
        new(step, ChannelId.Of(User, $"{seed}/{step}"), text(Mark(step)), Style(step));

    /// <summary>
    /// The ids that the payload of a message shows. Payloads that change show what the first one did until one shows both, and change from message to message once that one
    /// was answered: two ids are one user from the first payload that shows both, and that is promised from the turn that has read it.
    /// </summary>
    /// <param name="step">The message's name within the conversation.</param>
    /// <param name="links">The customer has come to <see cref="LinksAt"/>.</param>
    /// <param name="linked">A message that showed both ids was answered.</param>
    public ShownIds Shows(string step, bool links, bool linked) => Habit switch
    {
        IdHabit.Phone => ShownIds.Phone,
        IdHabit.Both => ShownIds.Both,
        _ when linked => OneOf($"{step} ids"),
        _ => links ? ShownIds.Both : First,
    };

    /// <summary>A number from 0 to 1 for a choice.</summary>
    public double Draw(string choice) => BinaryPrimitives.ReadUInt64LittleEndian(Hash(choice)) / (double)ulong.MaxValue;

    private ShownIds OneOf(string choice) => Draw(choice) switch
    {
        < 1 / 3.0 => ShownIds.Phone,
        < 2 / 3.0 => ShownIds.UserId,
        _ => ShownIds.Both,
    };

    private bool Chance(string choice, double chance) => Draw(choice) < chance;

    private DeliveryStyle Style(string step)
    {
        var draw = Draw($"{step} style");
        return draw switch
        {
            < 0.10 => DeliveryStyle.Plain with { EveryRegion = true },
            < 0.25 => DeliveryStyle.Plain with { Batched = true },
            < 0.40 => DeliveryStyle.Plain with { Redeliveries = [Pause(step, 1), .. draw < 0.30 ? [Pause(step, 2)] : Array.Empty<TimeSpan>()] },
            _ => DeliveryStyle.Plain,
        };
    }

    private TimeSpan Pause(string step, int which) => TimeSpan.FromSeconds(0.05 + (Draw($"{step} pause {which}") * 2.5));

    private string Mark(string step) => Letters($"{step} mark", MarkLength) + (isRestricted ? TextCanary : "");

    private string Letters(string choice, int length) => string.Create(length, Hash(choice), static (letters, bytes) =>
    {
        for (var at = 0; at < letters.Length; at++)
        {
            letters[at] = MarkLetters[bytes[at] % MarkLetters.Length];
        }
    });

    private byte[] Hash(string choice) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{index}/{choice}")));
}
