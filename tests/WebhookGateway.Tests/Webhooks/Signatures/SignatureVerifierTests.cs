using System.Security.Cryptography;
using System.Text;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Signatures;

public sealed class SignatureVerifierTests
{
    private const string Secret = "test_app_secret";

    [Theory]
    [InlineData("""{"object":"whatsapp_business_account","entry":[]}""", "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData("""{"object": "whatsapp_business_account", "entry": []}""", "56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a")]
    public void Verify_KnownVector_MatchesRaw(string body, string hash)
    {
        using var verifier = VerifierOf(Secret, null);

        Assert.Equal(SignatureMatch.RawCurrent, verifier.Verify(Encoding.UTF8.GetBytes(body), "sha256=" + hash));
        Assert.Equal(SignatureMatch.None, verifier.Verify(Encoding.UTF8.GetBytes(body + " "), "sha256=" + hash));
    }

    [Fact]
    public void Verify_PreviousSecret_MatchesWhileConfigured()
    {
        var body = "{\"a\":1}"u8.ToArray();
        using var rotating = VerifierOf("the-new-secret", Secret);
        using var rotated = VerifierOf("the-new-secret", null);

        Assert.Equal(SignatureMatch.RawPrevious, rotating.Verify(body, Signed.Header(Secret, body)));
        Assert.Equal(SignatureMatch.None, rotated.Verify(body, Signed.Header(Secret, body)));
    }

    [Fact]
    public void Verify_SecretChangedAtRunTime_UsesTheNewOne()
    {
        var body = "{}"u8.ToArray();
        var options = new MutableOptions<WebhookOptions>(new WebhookOptions { AppSecret = Secret });
        using var verifier = new SignatureVerifier(options);

        options.Change(new WebhookOptions { AppSecret = "the-new-secret" });

        Assert.Equal(SignatureMatch.None, verifier.Verify(body, Signed.Header(Secret, body)));
        Assert.Equal(SignatureMatch.RawCurrent, verifier.Verify(body, Signed.Header("the-new-secret", body)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha1=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData("dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData("sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c63375")]
    [InlineData("sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c63375g")]
    [InlineData("sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633757")]
    public void Verify_WrongHeader_MatchesNothing(string? header)
    {
        using var verifier = VerifierOf(Secret, null);

        Assert.Equal(SignatureMatch.None, verifier.Verify("""{"object":"whatsapp_business_account","entry":[]}"""u8, header));
    }

    [Theory]
    [InlineData(Secret, null, SignatureMatch.EscapedCurrent)]
    [InlineData("the-new-secret", Secret, SignatureMatch.EscapedPrevious)]
    [InlineData("the-new-secret", null, SignatureMatch.None)]
    public void Verify_SignedOverTheEscapedForm_MatchesEscaped(string secret, string? previous, object match)
    {
        using var verifier = VerifierOf(secret, previous);
        var header = Signed.Header(Secret, Encoding.ASCII.GetBytes("""{"body":"\u00e4 \u20ac \ud83d\ude00 / <"}"""));

        Assert.Equal((SignatureMatch)match, verifier.Verify("""{"body":"ä € 😀 / <"}"""u8, header));
    }

    [Fact]
    public void Verify_NonAsciiSignedRaw_MatchesRaw()
    {
        using var verifier = VerifierOf(Secret, null);
        var body = Encoding.UTF8.GetBytes("""{"body":"ä 😀"}""");

        Assert.Equal(SignatureMatch.RawCurrent, verifier.Verify(body, Signed.Header(Secret, body)));
    }

    [Fact]
    public void Verify_NotUtf8AndWrong_MatchesNothing()
    {
        using var verifier = VerifierOf(Secret, null);

        Assert.Equal(SignatureMatch.None, verifier.Verify([0x22, 0xC3, 0x28, 0xFF, 0x22], Signed.Header(Secret, "x"u8)));
    }

    [Fact]
    public void Verify_RandomBodies_AgreesWithAnIndependentForm()
    {
        var random = new Random(20261123);
        using var verifier = VerifierOf(Secret, null);
        for (var round = 0; round < 500; round++)
        {
            var text = RandomText(random);
            var escaped = string.Concat(text.Select(c => c > '~' ? $"\\u{(int)c:x4}" : c.ToString()));
            var expected = escaped == text ? SignatureMatch.RawCurrent : SignatureMatch.EscapedCurrent;

            // DEL alone is ASCII: the raw form is then the only one that is tried.
            var tried = Encoding.UTF8.GetBytes(text).Any(b => b > 0x7F) || escaped == text;
            Assert.Equal(tried ? expected : SignatureMatch.None, verifier.Verify(Encoding.UTF8.GetBytes(text), Signed.Header(Secret, Encoding.ASCII.GetBytes(escaped))));
        }
    }

    [Fact]
    public void Verify_RawMatch_AllocatesNothing()
    {
        using var verifier = VerifierOf(Secret, null);
        var body = RandomNumberGenerator.GetBytes(600);
        var header = Signed.Header(Secret, body);
        verifier.Verify(body, header);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            verifier.Verify(body, header);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 64);
    }

    private static SignatureVerifier VerifierOf(string secret, string? previous) =>
        new(new MutableOptions<WebhookOptions>(new WebhookOptions { AppSecret = secret, PreviousAppSecret = previous }));

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(40); i >= 0; i--)
        {
            text.Append(random.Next(5) switch
            {
                0 => new Rune(random.Next(0x10000, 0x10FFFF)).ToString(),
                1 => ((char)random.Next(0x80, 0x800)).ToString(),
                2 => ((char)random.Next(0x800, 0xD800)).ToString(),
                3 => "\u007f",
                _ => ((char)random.Next(0x20, 0x7F)).ToString(),
            });
        }

        return text.ToString();
    }
}
