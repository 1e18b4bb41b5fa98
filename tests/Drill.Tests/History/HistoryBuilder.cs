using OrleansFailover.History;

namespace OrleansFailover.Drill.Tests.History;

/// <summary>Builds a history by hand: times in seconds, one message a second unless told otherwise.</summary>
internal sealed class HistoryBuilder
{
    private readonly List<SentMessage> _messages = [];
    private readonly List<AcceptedReply> _replies = [];

    /// <summary>A conversation without any fault: "hi", six answers, the summary.</summary>
    public static HistoryBuilder Complete()
    {
        var history = new HistoryBuilder().Start(0).Asks("hi", 1, 0.5);
        for (var question = 1; question <= 6; question++)
        {
            history.Answer($"a{question}", question);
            if (question < 6)
            {
                history.Asks($"a{question}", question + 1, question + 0.5);
            }
        }

        return history.Closes("a6", 6.5, "a1", "a2", "a3", "a4", "a5", "a6");
    }

    public HistoryBuilder Start(double at, string id = "hi") => Say(id, MessagePurpose.Start, at, at + 0.1);

    /// <param name="written">When the customer wrote it, which the channel's time tells; when it was delivered unless it came late.</param>
    public HistoryBuilder Answer(string id, double at, double? acked = null, double? written = null) =>
        Say(id, MessagePurpose.Answer, at, acked ?? at + 0.1, written: written);

    public HistoryBuilder NeverAcked(string id, double at) => Say(id, MessagePurpose.Answer, at, null);

    public HistoryBuilder Back(string id, double at, string takesBack, double? written = null) =>
        Say(id, MessagePurpose.Correction, at, at + 0.1, takesBack, written);

    public HistoryBuilder Asks(string answers, int question, double at, string? id = null, string region = "eastus")
    {
        _replies.Add(new(Seconds(at), id ?? $"reply to {answers}", region, answers, question));
        return this;
    }

    public HistoryBuilder Closes(string answers, double at, params string[] values)
    {
        _replies.Add(new(Seconds(at), $"reply to {answers}", "eastus", answers, Summary: values));
        return this;
    }

    /// <summary>Takes a reply away.</summary>
    public HistoryBuilder Without(string answers)
    {
        _replies.RemoveAll(reply => reply.Answers == answers);
        return this;
    }

    public ConversationHistory Build() => new("conversation", 6, _messages, _replies);

    /// <summary>The verdict on one promise.</summary>
    public PromiseResult Verdict(string promise) => HistoryChecker.Check([Build()]).Single(result => result.Name == promise);

    /// <summary>The names of the promises that this history breaks.</summary>
    public IEnumerable<string> Broken() => HistoryChecker.Check([Build()]).Where(result => result.Broken > 0).Select(result => result.Name);

    private HistoryBuilder Say(string id, MessagePurpose purpose, double at, double? acked, string? takesBack = null, double? written = null)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + (long)Math.Floor(written ?? at));
        _messages.Add(new(id, id, purpose, second, Seconds(at), acked is { } time ? Seconds(time) : null, takesBack));
        return this;
    }

    private static TimeSpan Seconds(double at) => TimeSpan.FromSeconds(at);
}
