using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>
/// Fixed keys, fixed bytes. <c>TestData/envelope-v1.json</c> was made from the page docs/residency.md by another program with other libraries; what this build
/// writes and reads must not change while version 1 is in use.
/// </summary>
public sealed class VectorTests
{
    private readonly JsonElement vector = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "envelope-v1.json"))).RootElement;

    private SealContext Context
    {
        get
        {
            var context = vector.GetProperty("context");
            return SealContext.Of(
                context.GetProperty("zone").GetString()!, ConversationId.Parse(context.GetProperty("conversation").GetString()!),
                new(context.GetProperty("message").GetString()!), context.GetProperty("part").GetString()!);
        }
    }

    private byte[] Content => Encoding.UTF8.GetBytes(vector.GetProperty("content").GetString()!);

    private long SealedAt => vector.GetProperty("sealedAt").GetInt64();

    [Fact]
    public void Context_OfTheVector_HasItsBytes() => Assert.Equal(vector.GetProperty("contextHex").GetString(), Convert.ToHexStringLower(Context.Encoded));

    [Fact]
    public void ZonePiece_OfTheVector_IsWrittenAndRead()
    {
        var zone = vector.GetProperty("zone");
        using var rsa = RSA.Create();
        rsa.ImportFromPem(zone.GetProperty("privateKey").GetString());
        var id = KeyId.Of(rsa.ExportSubjectPublicKeyInfo());
        Assert.Equal(zone.GetProperty("keyId").GetString(), id.ToString());

        Assert.Equal(Bytes(zone, "pieceHex"), ZonePiece.Seal(id, SealedAt, Bytes(zone, "wrappedHex"), Bytes(zone, "dataKeyHex"), Bytes(zone, "nonceHex"), Context, Content));

        Assert.Equal(EnvelopeFault.None, SealedPiece.TryRead(Bytes(zone, "pieceHex"), out var piece));
        Assert.Equal((Recipient.Zone, id, SealedAt), (piece!.Recipient, piece.Key, piece.SealedAt));
        var dataKey = rsa.Decrypt(piece.Encapsulated.Span, ZonePiece.Padding);
        Assert.Equal(Bytes(zone, "dataKeyHex"), dataKey);
        Assert.Equal(Content, ZonePiece.TryOpen(piece, dataKey, Context));
    }

    [Fact]
    public void ConversationPiece_OfTheVector_IsWrittenAndRead()
    {
        var conversation = vector.GetProperty("conversation");
        var publicHalf = ConversationPublicKey.TryOf(Bytes(conversation, "publicHex"))!;
        Assert.Equal(conversation.GetProperty("keyId").GetString(), publicHalf.Id.ToString());
        using var pair = ECDiffieHellman.Create(Hpke.Parameters(publicHalf.Point, Bytes(conversation, "privateHex")));
        Assert.Equal(EnvelopeFault.None, SealedPiece.TryRead(Bytes(conversation, "pieceHex"), out var piece));
        Assert.Equal((Recipient.Conversation, publicHalf.Id, SealedAt), (piece!.Recipient, piece.Key, piece.SealedAt));
        Assert.Equal(Content, ConversationPiece.TryOpen(piece, pair, Context));

        using var ephemeral = ECDiffieHellman.Create(Hpke.Parameters(piece.Encapsulated.Span, Bytes(conversation, "ephemeralHex")));
        Assert.Equal(Bytes(conversation, "pieceHex"), ConversationPiece.Seal(publicHalf, ephemeral, SealedAt, Context, Content));
    }

    [Fact]
    public void Docs_OfTheVector_ShowIt()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
        {
            folder = folder.Parent!;
        }

        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "residency.md"));
        var shown = string.Concat(page.Split('\n').SkipWhile(line => !line.StartsWith("### Test vector", StringComparison.Ordinal)).Select(line => line.Trim()));
        var conversation = vector.GetProperty("conversation");
        Assert.All(
            ["privateHex", "publicHex", "keyId", "ephemeralHex", "sharedSecretHex", "keyHex", "nonceHex", "pieceHex"],
            name => Assert.Contains(conversation.GetProperty(name).GetString()!, shown, StringComparison.Ordinal));
        Assert.Contains(vector.GetProperty("contextHex").GetString()!, shown, StringComparison.Ordinal);
    }

    // RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. The AEAD differs from ours in its id and key length alone.
    [Fact]
    public void Hpke_OfTheStandardsVector_GivesItsSecretsAndCiphertext()
    {
        byte[] enc = Convert.FromHexString("04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4");
        byte[] publicHalf = Convert.FromHexString("04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0");
        using var ephemeral = ECDiffieHellman.Create(Hpke.Parameters(enc, Convert.FromHexString("4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb")));
        using var recipient = ECDiffieHellman.Create(Hpke.Parameters(publicHalf, Convert.FromHexString("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2")));
        byte[] sent = new byte[Hpke.SecretBytes], received = new byte[Hpke.SecretBytes], key = new byte[16], nonce = new byte[12];

        Assert.Equal(enc, Hpke.Encapsulate(ephemeral, publicHalf, sent));
        Assert.True(Hpke.TryDecapsulate(recipient, enc, received));
        Hpke.Schedule(received, Convert.FromHexString("4f6465206f6e2061204772656369616e2055726e"), 0x0001, key, nonce);

        Assert.Equal(sent, received);
        Assert.Equal("c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8", Convert.ToHexStringLower(received));
        Assert.Equal(("868c066ef58aae6dc589b6cfdd18f97e", "4e0bc5018beba4bf004cca59"), (Convert.ToHexStringLower(key), Convert.ToHexStringLower(nonce)));
        var content = Convert.FromHexString("4265617574792069732074727574682c20747275746820626561757479");
        byte[] sealedText = new byte[content.Length], tag = new byte[16];
        using var cipher = new AesGcm(key, tag.Length);
        cipher.Encrypt(nonce, content, sealedText, tag, "Count-0"u8);
        Assert.Equal("5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434", Convert.ToHexStringLower([.. sealedText, .. tag]));
    }

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);
}
