using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansFailover.Access;

/// <summary>Writes down what was asked of an endpoint, by whom, and how it ended: with its status, or as a failure.</summary>
internal sealed class AuditFilter(string action) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var trail = http.RequestServices.GetRequiredService<AuditTrail>();
        try
        {
            var result = await next(context);
            trail.Record(http.User, action, http.Request.Path, StatusOf(result, http));
            return result;
        }
        catch
        {
            trail.Record(http.User, action, http.Request.Path, StatusCodes.Status500InternalServerError);
            throw;
        }
    }

    private static int StatusOf(object? result, HttpContext http) =>
        (result is INestedHttpResult nested ? nested.Result : result) is IStatusCodeHttpResult { StatusCode: { } status } ? status : http.Response.StatusCode;
}
