using System.Text;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>Contexts and content.</summary>
internal static class Some
{
    public static readonly ConversationId Anna = ConversationId.Create("whatsapp", "1065", "491701234567");

    public static readonly ConversationId Ben = ConversationId.Create("whatsapp", "1065", "491707654321");

    /// <summary>Ids as channels may write them: any text that UTF-8 can hold.</summary>
    public static Gen<string> Id { get; } = Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9'], OneOf('.', '=', '_', 'ü', '文')).Array[1, 60].Select(letters => new string(letters));

    public static Gen<SealContext> Context { get; } = Gen.Select(
        OneOf("eu", "uk"), Id, Id, Id, Id, (zone, number, user, message, part) => SealContext.Of(zone, ConversationId.Create("whatsapp", number, user), new(message), part));

    public static byte[] Content { get; } = "my address is Unter den Linden 1"u8.ToArray();

    public static SealContext Of(string zone = "eu", ConversationId? conversation = null, string message = "wamid.1", string part = "event") =>
        SealContext.Of(zone, conversation ?? Anna, new(message), part);

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Takes bytes, and not a span, so that a key can be awaited in its place.</summary>
    public static byte[] SealBytes(this ISealer sealer, SealContext context, byte[] content, ConversationPublicKey? key = null) => sealer.Seal(context, content, key);

    public static async Task<OpenOutcome> TryAsync(this IOpener opener, SealContext context, byte[] piece)
    {
        using var result = await opener.OpenAsync(context, piece, TestContext.Current.CancellationToken);
        Assert.Equal(result.Outcome is OpenOutcome.Opened, result.Content.Length > 0);
        return result.Outcome;
    }

    public static async Task<string> ReadAsync(this IOpener opener, SealContext context, byte[] piece)
    {
        using var result = await opener.OpenAsync(context, piece, TestContext.Current.CancellationToken);
        Assert.Equal(OpenOutcome.Opened, result.Outcome);
        return Encoding.UTF8.GetString(result.Content);
    }
}
