using System.Security.Cryptography;
using System.Text;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.WebhookGateway.Tests.Fakes;
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
        var apps = AppsOf(Secret, null);

        Assert.Equal(SignatureMatch.RawCurrent, SignatureVerifier.Verify(Encoding.UTF8.GetBytes(body), "sha256=" + hash, apps).Match);
        Assert.Equal(SignatureMatch.None, SignatureVerifier.Verify(Encoding.UTF8.GetBytes(body + " "), "sha256=" + hash, apps).Match);
    }

    [Fact]
    public void Verify_PreviousSecret_MatchesWhileConfigured()
    {
        var body = "{\"a\":1}"u8.ToArray();
        var rotating = AppsOf("the-new-secret", Secret);
        var rotated = AppsOf("the-new-secret", null);

        Assert.Equal(SignatureMatch.RawPrevious, SignatureVerifier.Verify(body, Signed.Header(Secret, body), rotating).Match);
        Assert.Equal(SignatureMatch.None, SignatureVerifier.Verify(body, Signed.Header(Secret, body), rotated).Match);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the-old-secret")]
    public void Verify_SignedWithAnEmptyKey_MatchesNothing(string? previous)
    {
        var body = "{\"a\":1}"u8.ToArray();

        Assert.Equal(SignatureMatch.None, SignatureVerifier.Verify(body, Signed.Header("", body), AppsOf(Secret, previous)).Match);
    }

    [Fact]
    public void Verify_SeveralApps_SaysWhoseSecretItWas()
    {
        var body = "{}"u8.ToArray();
        IReadOnlyList<ChannelApp> apps = [App("first", "the-first-secret", null), App("second", "the-second-secret", Secret)];

        Assert.Equal(new SignatureResult(SignatureMatch.RawCurrent, "first"), SignatureVerifier.Verify(body, Signed.Header("the-first-secret", body), apps));
        Assert.Equal(new SignatureResult(SignatureMatch.RawCurrent, "second"), SignatureVerifier.Verify(body, Signed.Header("the-second-secret", body), apps));
        Assert.Equal(new SignatureResult(SignatureMatch.RawPrevious, "second"), SignatureVerifier.Verify(body, Signed.Header(Secret, body), apps));
        Assert.False(SignatureVerifier.Verify(body, Signed.Header("another-secret", body), apps).IsRight);
        Assert.False(SignatureVerifier.Verify(body, Signed.Header(Secret, body), []).IsRight);
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
        var apps = AppsOf(Secret, null);

        Assert.Equal(SignatureMatch.None, SignatureVerifier.Verify("""{"object":"whatsapp_business_account","entry":[]}"""u8, header, apps).Match);
    }

    [Theory]
    [InlineData(Secret, null, SignatureMatch.EscapedCurrent)]
    [InlineData("the-new-secret", Secret, SignatureMatch.EscapedPrevious)]
    [InlineData("the-new-secret", null, SignatureMatch.None)]
    public void Verify_SignedOverTheEscapedForm_MatchesEscaped(string secret, string? previous, object match)
    {
        var apps = AppsOf(secret, previous);
        var header = Signed.Header(Secret, Encoding.ASCII.GetBytes("""{"body":"\u00e4 \u20ac \ud83d\ude00 / <"}"""));

        Assert.Equal((SignatureMatch)match, SignatureVerifier.Verify("""{"body":"ä € 😀 / <"}"""u8, header, apps).Match);
    }

    [Fact]
    public void Verify_NonAsciiSignedRaw_MatchesRaw()
    {
        var apps = AppsOf(Secret, null);
        var body = Encoding.UTF8.GetBytes("""{"body":"ä 😀"}""");

        Assert.Equal(SignatureMatch.RawCurrent, SignatureVerifier.Verify(body, Signed.Header(Secret, body), apps).Match);
    }

    [Fact]
    public void Verify_NotUtf8AndWrong_MatchesNothing()
    {
        var apps = AppsOf(Secret, null);

        Assert.Equal(SignatureMatch.None, SignatureVerifier.Verify([0x22, 0xC3, 0x28, 0xFF, 0x22], Signed.Header(Secret, "x"u8), apps).Match);
    }

    [Fact]
    public void Verify_RandomBodies_AgreesWithAnIndependentForm()
    {
        var random = new Random(20261123);
        var apps = AppsOf(Secret, null);
        for (var round = 0; round < 500; round++)
        {
            var text = RandomText(random);
            var escaped = string.Concat(text.Select(c => c > '~' ? $"\\u{(int)c:x4}" : c.ToString()));
            var expected = escaped == text ? SignatureMatch.RawCurrent : SignatureMatch.EscapedCurrent;

            // DEL alone is ASCII: the raw form is then the only one that is tried.
            var tried = Encoding.UTF8.GetBytes(text).Any(b => b > 0x7F) || escaped == text;
            Assert.Equal(tried ? expected : SignatureMatch.None, SignatureVerifier.Verify(Encoding.UTF8.GetBytes(text), Signed.Header(Secret, Encoding.ASCII.GetBytes(escaped)), apps).Match);
        }
    }

    [Fact]
    public void Verify_RawMatch_AllocatesNothing()
    {
        var apps = AppsOf(Secret, null);
        var body = RandomNumberGenerator.GetBytes(600);
        var header = Signed.Header(Secret, body);
        SignatureVerifier.Verify(body, header, apps);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            SignatureVerifier.Verify(body, header, apps);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 64);
    }

    private static ChannelApp[] AppsOf(string secret, string? previous) => [App("default", secret, previous)];

    private static ChannelApp App(string name, string secret, string? previous) =>
        new(name, new ChannelAppOptions { AppSecret = secret, PreviousAppSecret = previous });

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
