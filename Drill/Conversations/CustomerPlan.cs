using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Conversations;

/// <summary>
/// What one customer will do, drawn from the seed alone. Each choice is drawn from a hash of its own name, not from a stream of random
/// numbers, so that it does not depend on how many choices the timing of a run asked for before.
/// </summary>
internal sealed class CustomerPlan(long seed, int index)
{
    private const string MarkLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int MarkLength = 4;

    /// <summary>The customer's place among all, from 0.</summary>
    public int Index => index;

    /// <summary>The customer's number.</summary>
    public string User { get; } = string.Create(CultureInfo.InvariantCulture, $"1555{(uint)seed % 1000:000}{index:00000}");

    /// <summary>The customer's profile name.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"Customer {index}");

    /// <summary>The question after whose answer a second message follows at once, or null. One customer in five.</summary>
    public int? SendsTwoAt => Chance("two", 0.2) ? 1 + (int)(Draw("two at") * 4) : null;

    /// <summary>The question at which the answer before is taken back, or null. One customer in five, none who sends two.</summary>
    public int? CorrectsAt => SendsTwoAt is null && Chance("correct", 0.25) ? 3 + (int)(Draw("correct at") * 3) : null;

    /// <summary>When the customer writes first, as a part of the time in which all customers come, 0 to 1.</summary>
    public double Arrival => Draw("arrival");

    /// <summary>The message of one step: the same id, text and delivery whenever a run comes to it.</summary>
    /// <param name="step">A name that is unique within the conversation, e.g. <c>q3/1</c>: the first answer to question 3.</param>
    /// <param name="text">What it says, given the mark that makes it unique.</param>
    public PlannedMessage Message(string step, Func<string, string> text) =>
        new(step, ChannelId.Of(User, $"{seed}/{step}"), text(Mark(step)), Style(step));

    /// <summary>A number from 0 to 1 for a choice.</summary>
    public double Draw(string choice) => BinaryPrimitives.ReadUInt64LittleEndian(Hash(choice)) / (double)ulong.MaxValue;

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

    private string Mark(string step)
    {
        var hash = Hash($"{step} mark");
        return string.Create(MarkLength, hash, static (mark, bytes) =>
        {
            for (var at = 0; at < mark.Length; at++)
            {
                mark[at] = MarkLetters[bytes[at] % MarkLetters.Length];
            }
        });
    }

    private byte[] Hash(string choice) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{index}/{choice}")));
}
