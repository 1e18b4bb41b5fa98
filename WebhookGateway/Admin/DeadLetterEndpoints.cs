using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansFailover.Access;
using OrleansFailover.DeadLetters;
using OrleansFailover.DeadLetters.Replay;

namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>Dead letters over HTTP: list, read, replay, discard.</summary>
internal static class DeadLetterEndpoints
{
    private const int DefaultPage = 100;
    private const int MaxPage = 1000;

    public static void MapDeadLetters(this IEndpointRouteBuilder endpoints, string path)
    {
        var group = endpoints.MapGroup(path).WithTags("dead-letters").ForViewers();
        group.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (DeadLetterStoreException exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
            {
                return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
        group.MapGet("", ListAsync).WithSummary("Lists dead letters by the time of their ack.");
        group.MapGet("summary", SummaryAsync).WithSummary("Counts the letters that wait, by reason, with the oldest ack of each.");
        group.MapGet("{id}", ReadAsync).WithSummary("One dead letter; with its content only when asked for.");
        group.MapPost("replay", ReplayAsync).ForOperators("replay of dead letters").WithSummary("Brings the events of letters to the inbound log, oldest ack first.");
        group.MapPost("discard", DiscardAsync).ForOperators("discard of dead letters").WithSummary("Gives letters up. They stay readable for a while.");
    }

    private static async Task<Results<Ok<DeadLetterList>, ProblemHttpResult>> ListAsync(
        IDeadLetterStore store,
        [Description("Only these reasons.")] string[]? reason,
        [Description("Only this conversation: its key or its pseudonym.")] string? conversation,
        [Description("Acked at this time or later.")] DateTimeOffset? from,
        [Description("Acked before this time.")] DateTimeOffset? to,
        [Description("kept (default), replayed, discarded or all.")] string? status,
        [Description("The next of the page before.")] string? after,
        [Description("The most letters, 1 to 1000; default 100.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MaxPage)
        {
            return TypedResults.Problem($"limit must be 1 to {MaxPage}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var wanted = DeadLetterStatus.Kept;
        if (status is not (null or "all") && (!Enum.TryParse(status, ignoreCase: true, out wanted) || !Enum.IsDefined(wanted)))
        {
            return TypedResults.Problem("status must be kept, replayed, discarded or all.", statusCode: StatusCodes.Status400BadRequest);
        }

        var filter = new DeadLetterFilter
        {
            Reasons = reason ?? [],
            Conversation = conversation,
            From = from,
            To = to,
            Status = status is "all" ? null : wanted,
        };
        var page = await store.ListAsync(filter, after, limit ?? DefaultPage, cancellationToken);
        return TypedResults.Ok(new DeadLetterList([.. page.Items.Select(item => DeadLetterView.Of(item))], page.Next));
    }

    private static async Task<Ok<IReadOnlyList<DeadLetterCount>>> SummaryAsync(IDeadLetterStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(await store.CountAsync(cancellationToken));

    private static async Task<Results<Ok<DeadLetterView>, NotFound, StatusCodeHttpResult>> ReadAsync(
        HttpContext context,
        IDeadLetterStore store,
        AuditTrail audit,
        string id,
        [Description("true: with the content and the conversations' keys, which are personal data; for operators.")] bool? content,
        CancellationToken cancellationToken)
    {
        if (content is true)
        {
            var mayRead = context.User.IsInRole(AccessRoles.Operator);
            audit.Record(context.User, "content of a dead letter", id, mayRead ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden);
            if (!mayRead)
            {
                return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
            }
        }

        if (await store.ReadAsync(id, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Ok(DeadLetterView.Of(found, content is true));
    }

    private static async Task<Results<Ok<ReplayResult>, ProblemHttpResult>> ReplayAsync(
        DeadLetterReplayer replayer, ILoggerFactory loggers, DeadLetterSelection selection, CancellationToken cancellationToken)
    {
        if (selection.Error() is { } error)
        {
            return TypedResults.Problem(error, statusCode: StatusCodes.Status400BadRequest);
        }

        var result = await replayer.ReplayAsync(selection.Filter(), selection.After, selection.Limit, cancellationToken);
        loggers.CreateLogger(typeof(DeadLetterEndpoints)).ReplayedByOperator(result.Replayed, result.NotReplayable, result.FailedAt);
        return TypedResults.Ok(result);
    }

    private static async Task<Results<Ok<DiscardResult>, ProblemHttpResult>> DiscardAsync(
        IDeadLetterStore store, ILoggerFactory loggers, DeadLetterSelection selection, CancellationToken cancellationToken)
    {
        if ((selection.Again ? "again is for replay." : selection.Error()) is { } error)
        {
            return TypedResults.Problem(error, statusCode: StatusCodes.Status400BadRequest);
        }

        var discarded = 0;
        var (after, left) = (selection.After, selection.Limit);
        do
        {
            var page = await store.ListAsync(selection.Filter(), after, Math.Min(left, MaxPage), cancellationToken);
            foreach (var item in page.Items)
            {
                if (await store.SettleAsync(item.Id.Value, DeadLetterStatus.Discarded, cancellationToken) is DeadLetterStatus.Discarded)
                {
                    discarded++;
                }
            }

            after = page.Next;
            left -= page.Items.Count;
        }
        while (after is not null && left > 0);

        loggers.CreateLogger(typeof(DeadLetterEndpoints)).DiscardedByOperator(discarded);
        return TypedResults.Ok(new DiscardResult(discarded, after));
    }
}
