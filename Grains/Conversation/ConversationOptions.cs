using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Grains.Conversation;

/// <summary>How a conversation takes its turns. Section <c>Conversation</c>.</summary>
public sealed class ConversationOptions
{
    public const string Section = "Conversation";

    /// <summary>
    /// How long a message waits for an earlier one of the same conversation that another living region has claimed, before it goes on
    /// without it. Default 5 s, range 0 s to 1 min; zero never waits.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan HandoverBound { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a turn waits while the primary region cannot be asked for the claim and does not count as down, before it goes on
    /// unclaimed. Default 15 s, range 0 s to 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClaimBound { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause between two looks while a turn waits. Default 100 ms, range 10 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan WaitStep { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a turn is run again after a lost ETag or an unknown write before the event is left to redelivery. Default 5, range 1 to 20.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>
    /// The pause before a turn that failed is run again, times the number of tries so far; not after a lost ETag. Its claims are given back
    /// meanwhile. Default 200 ms, range 0 s to 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// After how long a turn that was opened and not sent yet looks at the standby copies and claims its events again: another region may have
    /// answered a later message, or called this one down and taken its events. Default 250 ms, range 0 s to 1 min; longer than
    /// <c>Standby:StaleAfter</c> it protects nothing; zero always looks again.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a reply in doubt waits for the delivery status that echoes its id before it is sent (again). Default 5 s, range 100 ms to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan DoubtBound { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After how long without a look at the standby copies a turn reads the store again. Another region's copy may have come and, once this
    /// region's replica held it, been dropped in between; so this must be shorter than <c>Standby:MinimumCopyAge</c> (60 s), which the silo
    /// checks at start. Default 45 s, range 100 ms to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ReadAgainAfter { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// After how long without a turn what was only recorded in the standby copies is written to the document. Default 10 s, range 100 ms to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan IdleFlush { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the script is silent after a person of the business wrote to the user from the business's own app, by the channel's times; the user
    /// ends it sooner with "restart". The same in every region. Default 12 h, range 0 s to 30 days; zero: what people write does not silence the script.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan HumanHandover { get; set; } = TimeSpan.FromHours(12);

    /// <summary>
    /// How long what was said is kept, by the channel's times: older answers, lines, edits, held replies and unread messages are dropped with the next write of the conversation, while
    /// what keeps a message from counting twice stays. A conversation that is not written any more goes as a whole with the retention of its container (<c>Cosmos:Retention</c>,
    /// <c>retentionDays</c> in <c>infra</c>), which should not be longer. The same in every region. Default 90 days, range 9 days to 10 years; zero: as long as the conversation.
    /// </summary>
    public TimeSpan ContentRetention { get; set; } = TimeSpan.FromDays(90);
}

/// <summary>Validates the attributes of <see cref="ConversationOptions"/> without reflection.</summary>
[OptionsValidator]
internal sealed partial class ConversationOptionsValidator : IValidateOptions<ConversationOptions>;
