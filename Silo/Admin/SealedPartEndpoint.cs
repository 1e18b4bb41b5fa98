using Microsoft.AspNetCore.Http.HttpResults;
using OrleansFailover.Access;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Sealing;

namespace OrleansFailover.Silo.Admin;

/// <summary>Opens, at home, what a gateway elsewhere kept sealed because it is no event: for whoever looks for what the channel has sent.</summary>
internal static class SealedPartEndpoint
{
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary><c>POST {path}/open</c>, for operators: the content of a dead letter in, what the channel sent out.</summary>
    public static void MapSealedParts(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapPost($"{path}/open", OpenAsync).ForOperators("opening a sealed part").WithSummary("What is in a dead letter that is sealed and no event.");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> OpenAsync(HttpRequest request, PartSeals parts, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (request.ContentLength is not (> 0 and <= MaxBodyBytes))
        {
            return TypedResults.Problem($"The content of a dead letter, with its length, at most {MaxBodyBytes} bytes.", statusCode: StatusCodes.Status400BadRequest);
        }

        await request.Body.CopyToAsync(body, cancellationToken);
        var (outcome, content) = await parts.OpenAsync(body.ToArray(), cancellationToken);
        return outcome switch
        {
            OpenOutcome.Opened => TypedResults.Bytes(content.ToArray(), "application/octet-stream"),
            OpenOutcome.OtherZone => TypedResults.Problem("This region is not home to what is sealed. Ask a silo of its home.", statusCode: StatusCodes.Status409Conflict),
            OpenOutcome.KeyUnavailable => TypedResults.Problem("The zone's key is out of reach. Ask again.", statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => TypedResults.Problem($"It cannot be opened: {outcome}.", statusCode: StatusCodes.Status422UnprocessableEntity),
        };
    }
}
