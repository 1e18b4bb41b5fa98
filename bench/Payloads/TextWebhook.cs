using System.Globalization;
using System.Text;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Bench.Payloads;

/// <summary>Webhooks as the channel sends them for text messages: the documented shape, 1 KiB with one message.</summary>
internal static class TextWebhook
{
    /// <summary>The size of a webhook with one message, in bytes.</summary>
    public const int Bytes = 1024;

    private const string Sentence = "Good morning, I would like to move my appointment of next week, because the train does not run that day. ";

    // Everything but the text; ids and numbers are all of one length.
    private static int Frame { get; } = Of([Message(1, 1, DateTimeOffset.UnixEpoch.AddYears(50), "")]).Length;

    /// <summary>The app secret that signs them.</summary>
    public const string AppSecret = "9f2b6c1d0e4a7385b6c1d0e4a7385f2b";

    /// <summary>The number of a made-up customer.</summary>
    public static string User(int customer) => string.Create(CultureInfo.InvariantCulture, $"1555{customer:0000000}");

    /// <summary>A message with a text that is as long as is asked for.</summary>
    public static CustomerMessage Message(int customer, int number, DateTimeOffset time, int textLength) => Message(customer, number, time, Text(textLength));

    /// <summary>A message with this text.</summary>
    public static CustomerMessage Message(int customer, int number, DateTimeOffset time, string text) =>
        new(ChannelId.Of(User(customer), number.ToString(CultureInfo.InvariantCulture)), User(customer), "Ada Example", time, new CustomerBody.Text(text));

    /// <summary>One message, <see cref="Bytes"/> long as a whole.</summary>
    public static byte[] Of(int customer, int number, DateTimeOffset time) => Of([Message(customer, number, time, Bytes - Frame)]);

    /// <summary>Several messages in one body.</summary>
    public static byte[] Of(IReadOnlyList<CustomerMessage> messages) => WebhookBody.OfMessages(BusinessNumber.Default, messages);

    /// <summary>The header's value for a body.</summary>
    public static string Sign(byte[] body, string appSecret = AppSecret) => new WebhookSigner(appSecret).Sign(body);

    // Letters and spaces only: what the channel escapes would change the size.
    private static string Text(int length)
    {
        var text = new StringBuilder(length + Sentence.Length);
        while (text.Length < length)
        {
            text.Append(Sentence);
        }

        return text.ToString(0, length);
    }
}
