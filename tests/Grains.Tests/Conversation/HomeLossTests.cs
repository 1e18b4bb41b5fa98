using System.Globalization;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Tests.Scripts;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Home lost and back at each place of a conversation of six questions, with grains, sealed pieces and two stores.</summary>
public sealed class HomeLossTests
{
    private const int Last = 6;

    [Fact]
    public async Task Conversation_HomeLostAndBackAtEachPlace_AsksEachQuestionOnceAndHasEveryAnswerAtHome()
    {
        await using HomeAndAway regions = new(TestScripts.Sample("six-questions"));
        await regions.StartAsync();
        var runs = from lost in Enumerable.Range(0, Last + 1) from back in Enumerable.Range(lost, Last + 2 - lost) select (lost, back);
        await Task.WhenAll(runs.Select((run, i) => ConverseAsync(regions, $"4917012{i.ToString("D5", CultureInfo.InvariantCulture)}", run.lost, run.back)));
    }

    private static async Task ConverseAsync(HomeAndAway regions, string user, int lost, int back)
    {
        regions.Handling.Now = EventHandling.Mask;
        var events = new Events(user);
        var key = regions.Masked(events.Message("any", 0, "")).Conversation.Key;
        for (var place = 0; place <= Last; place++)
        {
            var item = events.Message($"{user}.{place}", place * 10, $"answer {place}");
            await (place >= lost && place < back ? regions.AwayAsync(item) : regions.AtHomeAsync(item));
        }

        await regions.Home.Grain(Interfaces.Identity.ConversationId.Parse(key)).TakeOver();
        var shown = await regions.Home.Grain(Interfaces.Identity.ConversationId.Parse(key)).GetState();
        var asked = regions.Said.Where(reply => reply.Conversation.Key == key).Select(reply => reply.Content.Text).Where(text => text.StartsWith("Question", StringComparison.Ordinal));

        Assert.True(
            Enumerable.Range(1, Last).All(i => shown.Answers.GetValueOrDefault($"q{i}") == $"answer {i}"), $"Lost at {lost}, back at {back}: {string.Join(", ", shown.Answers)}");
        Assert.Equal(Enumerable.Range(1, Last).Select(i => $"Question {i}"), asked.Select(text => text.Split(':')[0]).Order());
    }
}
