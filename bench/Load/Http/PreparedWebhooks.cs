using System.Globalization;
using System.Text;
using OrleansFailover.Bench.Payloads;

namespace OrleansFailover.Load.Http;

/// <summary>Requests that are signed and written out before the clock runs, so that sending one costs the sender next to nothing.</summary>
internal sealed class PreparedWebhooks
{
    private readonly byte[][] _requests;
    private int _next = -1;

    private PreparedWebhooks(byte[][] requests) => _requests = requests;

    public int Count => _requests.Length;

    /// <summary>True when requests were sent a second time.</summary>
    public bool IsUsedUp => _next >= _requests.Length;

    /// <summary>Text messages of so many customers by turns, each with an id of its own.</summary>
    public static PreparedWebhooks TextMessages(int count, int customers, int firstNumber, DateTimeOffset time) =>
        new([.. Enumerable.Range(0, count).Select(index => Request(TextWebhook.Of(index % customers, firstNumber + (index / customers), time)))]);

    public static PreparedWebhooks Of(IEnumerable<byte[]> bodies) => new([.. bodies.Select(Request)]);

    /// <summary>The whole request for a body.</summary>
    public static byte[] Request(byte[] body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            POST /webhook HTTP/1.1
            Host: webhooks.example
            User-Agent: facebookexternalua
            Accept: */*
            Content-Type: application/json
            X-Hub-Signature-256: {TextWebhook.Sign(body)}
            Content-Length: {body.Length}


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>The next one; from the first again after the last. Safe for concurrent use.</summary>
    public byte[] Next() => _requests[(Interlocked.Increment(ref _next) & int.MaxValue) % _requests.Length];
}
