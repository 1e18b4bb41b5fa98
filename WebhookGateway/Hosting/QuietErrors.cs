namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>
/// Answers what nobody caught with a status and no body: neither the developer's page nor an exception's text goes to whoever sent the request.
/// The channel comes again after any of them.
/// </summary>
internal static class QuietErrors
{
    public static void UseQuietErrors(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(QuietErrors));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                // The listener's own limits come as this one, with their status.
                if (exception is not BadHttpRequestException)
                {
                    logger.RequestFailed(context.GetEndpoint()?.DisplayName ?? "no endpoint", exception);
                }

                context.Response.Clear();
                context.Response.StatusCode = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
                context.Response.ContentLength = 0;
            }
        });
    }
}
