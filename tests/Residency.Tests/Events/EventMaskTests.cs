using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Events;

namespace OrleansFailover.Residency.Tests.Events;

public sealed class EventMaskTests
{
    private readonly EventMask mask = new(Happened.Mask);

    [Fact]
    public void Of_AMessage_HasMasksForIdsAndSaysWhatItSaid()
    {
        var masked = mask.Of("eu", Happened.Message(Happened.Everything));

        Assert.Equal("eu", MaskedId.ZoneOf(masked.Conversation.UserId));
        Assert.Equal(Happened.UserId, Happened.Mask.TryReveal(masked.Conversation.UserId));
        Assert.Equal(masked.Conversation.UserId, masked.Sender!.UserId);
        Assert.True(MaskedId.IsPhone(masked.Sender.Phone!));
        Assert.Equal(Happened.Mask.OfMessage(Happened.Wamid), masked.Id.Value);
        Assert.Equal(masked.Id.Value, masked.Message!.InReplyTo);
        Assert.Equal("4930901820", Happened.Mask.TryReveal(masked.Message.Identity!.Phone!));
        Assert.Equal(Happened.Wamid, masked.ChannelId);
        Assert.Equal("Annabella", masked.Sender.ProfileName);
        Assert.Equal(Happened.Everything.Text, masked.Message.Text);
    }

    [Fact]
    public void Of_AStatus_HasNothingLeftThatNamesAnybody()
    {
        var masked = mask.Of("eu", Happened.Status());

        var text = Encoding.UTF8.GetString(EnvelopeCodec.Encode(masked));
        Assert.All(Happened.Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("00ff", masked.Status!.ReplyId);

        // The same message has the same mask in a status and in the answer of the call that sent it.
        Assert.Equal(Happened.Mask.OfMessage(Happened.Wamid), masked.Status.ChannelMessageId);
    }

    [Fact]
    public void Of_WhatIsMasked_StaysAsItIs()
    {
        foreach (var happened in new[] { Happened.Message(Happened.Everything), Happened.Echo("hello"), Happened.Status() })
        {
            var masked = mask.Of("eu", happened);
            Assert.Equal(masked, mask.Of("eu", masked));
            Assert.Equal(masked, EnvelopeCodec.Decode(EnvelopeCodec.Encode(masked)));
        }
    }
}
