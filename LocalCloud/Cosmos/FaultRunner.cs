namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Carries out a document operation, or what a fault makes of it.</summary>
internal sealed class FaultRunner(CosmosFaults faults, TimeProvider time)
{
    /// <returns>The answer; null when the connection was closed instead.</returns>
    public async Task<CosmosResponse?> RunAsync(HttpContext context, CosmosOperation operation, Func<CosmosResponse> execute)
    {
        if (faults.Take(operation, out var cleared) is not { } fault)
        {
            return execute();
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, time, context.RequestAborted);
        }

        switch (fault.Kind)
        {
            case CosmosFaultKind.Delay:
                return execute();
            case CosmosFaultKind.Answer:
                return Answer(fault);
            case CosmosFaultKind.ApplyThenAnswer:
                execute();
                return Answer(fault);
            case CosmosFaultKind.Hang:
                await cleared.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case CosmosFaultKind.ApplyThenDrop:
                execute();
                break;
        }

        context.Abort();
        return null;
    }

    private static CosmosResponse Answer(CosmosFault fault) => new()
    {
        Status = fault.Status,
        SubStatus = fault.SubStatus,
        Body = CosmosResponse.ErrorBody($"{fault.Status}", "Injected fault."),
        RetryAfter = fault.Status == StatusCodes.Status429TooManyRequests ? fault.RetryAfter : null,
    };
}
