using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansFailover.Access;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Silo.Admin;

/// <summary>Conversations over HTTP, for whoever operates this region.</summary>
internal static class ConversationEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary><c>POST {path}/find</c>, for viewers; with what was said for operators, which is on the audit trail.</summary>
    public static void MapConversations(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapPost($"{path}/find", FindAsync).ForViewers().WithSummary("A conversation by its key, its pseudonym or an id of its user.");

    private static async Task<Results<JsonHttpResult<ConversationList>, ProblemHttpResult>> FindAsync(
        HttpContext context,
        ConversationFinder finder,
        IGrainFactory grains,
        ThisRegion region,
        AuditTrail audit,
        [Description("Which one.")] ConversationQuery query)
    {
        var mayRead = !query.Content || context.User.IsInRole(AccessRoles.Operator);
        if (!mayRead)
        {
            audit.Record(context.User, "content of a conversation", "a search", StatusCodes.Status403Forbidden);
            return TypedResults.Problem("What was said is for operators.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (await finder.FindAsync(query) is not { } ids)
        {
            return TypedResults.Problem("This is no key, no pseudonym and no id of a user.", statusCode: StatusCodes.Status400BadRequest);
        }

        List<ConversationView> found = [];
        foreach (var id in ids)
        {
            var snapshot = await grains.GetGrain<IConversationGrain>(id.Key).GetState();
            if (snapshot is { Epoch: 0, EventsSeen: 0 })
            {
                continue;
            }

            var content = !finder.MayShow(id, region.Id) ? ContentShown.AwayFromHome : query.Content ? ContentShown.Shown : ContentShown.NotAsked;
            if (query.Content)
            {
                audit.Record(context.User, "content of a conversation", id.ToString(), content is ContentShown.Shown ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden);
            }

            found.Add(ConversationView.Of(id, snapshot, content));
        }

        return TypedResults.Json(new ConversationList(region.Id.Name, found), Json);
    }
}
