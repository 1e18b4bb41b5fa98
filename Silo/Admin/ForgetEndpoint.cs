using Microsoft.AspNetCore.Http.HttpResults;
using OrleansFailover.Access;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Residency.Sealing.ConversationKeys;

namespace OrleansFailover.Silo.Admin;

/// <summary><c>forget</c> over HTTP, in a region that is home to the user.</summary>
internal static class ForgetEndpoint
{
    private const string Action = "forgetting a conversation";

    public static IServiceCollection AddForget(this IServiceCollection services) => services.AddSingleton<ConversationForgetter>();

    /// <summary><c>POST {path}/forget</c>, for operators.</summary>
    public static void MapForget(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapPost($"{path}/forget", ForgetAsync).ForOperators(Action).WithSummary("Makes what one user said at one business number unreadable, for good.");

    private static async Task<Results<Ok<ForgetAnswer>, ProblemHttpResult>> ForgetAsync(
        HttpContext context, ConversationForgetter forgetter, ThisRegion region, AuditTrail audit, ForgetRequest request)
    {
        if (forgetter.Find(request) is not { } found)
        {
            return TypedResults.Problem(
                "businessNumber (an id, or a name of the configuration) and user (a phone number or a business-scoped id) say whose conversation it is.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        var (conversation, home) = found;
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            if (!home.Contains(region.Id))
            {
                status = StatusCodes.Status409Conflict;
                return TypedResults.Problem(
                    $"{region.Id} is no home of this user: the keys of the conversation are not here, and nothing was forgotten. Ask a silo of {string.Join(" or ", home)}.",
                    statusCode: status, title: "Not a home region");
            }

            // What was begun is ended: a key that is gone and a state that still answers from memory would be half of it.
            var answer = await forgetter.ForgetAsync(conversation, CancellationToken.None);
            status = StatusCodes.Status200OK;
            return TypedResults.Ok(answer);
        }
        catch (ConversationKeyStoreException)
        {
            status = StatusCodes.Status503ServiceUnavailable;
            return TypedResults.Problem("The store of conversations' keys is out of reach, and not everything was forgotten. Ask again.", statusCode: status);
        }
        finally
        {
            audit.Record(context.User, Action, conversation.ToString(), status);
        }
    }
}
