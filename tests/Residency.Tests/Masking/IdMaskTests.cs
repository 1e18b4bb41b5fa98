using CsCheck;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Residency.Tests.Sealing;

namespace OrleansFailover.Residency.Tests.Masking;

public sealed class IdMaskTests
{
    private const string Phone = "491701234567";

    private readonly IdMask mask = new("a key of the masks, thirty-two bytes"u8);
    private readonly IdMask sameKey = new("a key of the masks, thirty-two bytes"u8);
    private readonly IdMask otherKey = new("another key of the masks, 32 bytes."u8);

    [Fact]
    public void OfUser_AnyId_IsTheSameWhereverTheKeyIsAndComesBack() =>
        Gen.Select(Some.Id, Some.OneOf("eu", "uk-north")).Sample((id, zone) =>
        {
            var masked = mask.OfUser(zone, id);
            Assert.Equal(masked, sameKey.OfUser(zone, id));
            Assert.Equal(masked, mask.OfUser(zone, masked));
            Assert.Equal(id, sameKey.TryReveal(masked));
            Assert.Equal(zone, MaskedId.ZoneOf(masked));
            Assert.Equal(id.All(char.IsAsciiDigit), MaskedId.IsPhone(masked));
            Assert.Null(otherKey.TryReveal(masked));
        });

    [Fact]
    public void OfUser_TwoIdsOrTwoZones_HaveTwoMasks() =>
        Gen.Select(Some.Id, Some.Id).Where((one, other) => one != other).Sample((one, other) =>
        {
            Assert.NotEqual(mask.OfUser("eu", one), mask.OfUser("eu", other));
            Assert.NotEqual(mask.OfUser("eu", one)[3..], mask.OfUser("uk", one)[3..]);
            Assert.NotEqual(mask.OfMessage(one), mask.OfMessage(other));
        });

    [Fact]
    public void TryReveal_AnAlteredMask_IsOfNobody()
    {
        var masked = mask.OfUser("eu", Phone);
        for (var i = 1; i < masked.Length; i++)
        {
            foreach (var letter in "AbZ0_.p~")
            {
                var altered = $"{masked[..i]}{letter}{masked[(i + 1)..]}";
                Assert.True(altered == masked || mask.TryReveal(altered) is null, altered);
            }

            Assert.Null(mask.TryReveal(masked[..i] is "~" ? "~~" : masked[..i]));
        }

        Assert.Null(mask.TryReveal(masked.Replace("~eu.", "~uk.", StringComparison.Ordinal)));
        Assert.Null(mask.TryReveal(masked.Replace(".p", ".u", StringComparison.Ordinal)));
        Assert.Equal(Phone, mask.TryReveal(masked));
    }

    [Fact]
    public void TryReveal_AnIdWithoutAMask_IsItsOwn() => Assert.Equal(Phone, mask.TryReveal(Phone));

    [Fact]
    public void OfMessage_IsTheSameWhereverTheKeyIsAndIsNotOfAUser()
    {
        var masked = mask.OfMessage("wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg");

        Assert.Equal(masked, sameKey.OfMessage("wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg"));
        Assert.Equal(masked, mask.OfMessage(masked));
        Assert.NotEqual(masked, otherKey.OfMessage("wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg"));
        Assert.Equal(23, masked.Length);
        Assert.True(MaskedId.IsMasked(masked));
        Assert.Null(MaskedId.ZoneOf(masked));
        Assert.Null(mask.TryReveal(masked));
    }

    [Fact]
    public void OfUser_TheLongestIdOfAnyZone_IsPartOfAKey()
    {
        var id = "DE." + new string('9', 128);

        var key = ConversationId.Create("whatsapp", "1065", mask.OfUser(new string('z', 32), id));

        Assert.Equal(id, mask.TryReveal(ConversationId.Parse(key.Key).UserId));
    }

    [Fact]
    public void OfUser_AnIdThatIsTooLong_HasAMaskThatNobodyTurnsBack()
    {
        var longest = new string('9', IdMask.MaxUserIdBytes);
        var masked = mask.OfUser("eu", longest + "9");

        Assert.Equal(longest, mask.TryReveal(mask.OfUser("eu", longest)));
        Assert.Equal("eu", MaskedId.ZoneOf(masked));
        Assert.Equal(masked, sameKey.OfUser("eu", longest + "9"));
        Assert.NotEqual(masked, mask.OfUser("eu", longest + "8"));
        Assert.Null(mask.TryReveal(masked));
    }

    [Fact]
    public void Key_TooShort_IsRefused() => Assert.Throws<ArgumentException>(() => new IdMask(new byte[IdMask.MinKeyBytes - 1]));

    [Theory]
    [InlineData("", true)]
    [InlineData("too short", true)]
    [InlineData("a key of the masks, thirty-two bytes", false)]
    public void Validate_ARuleThatRestricts_NeedsAKey(string key, bool fails)
    {
        var options = new ResidencyOptions { IdKey = key };
        options.Rules.Add(new() { Name = "german", Zone = "eu" });

        Assert.Equal(fails, new IdKeyValidator().Validate(null, options).Failed);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("too short", true)]
    public void Validate_ARuleThatAllows_NeedsNoKeyAndTakesNoShortOne(string key, bool fails)
    {
        var options = new ResidencyOptions { IdKey = key };
        options.Rules.Add(new() { Name = "german", Zone = "eu", WhenHomeIsDown = AwayMode.Allow });

        Assert.Equal(fails, new IdKeyValidator().Validate(null, options).Failed);
    }
}
