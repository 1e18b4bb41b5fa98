using System.CommandLine;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>--channel</c>: which channel is simulated.</summary>
internal static class ChannelOption
{
    private const string CloudApi = "cloud-api";
    private const string Wasender = "wasender";

    public static Option<string> Create()
    {
        var option = new Option<string>("--channel")
        {
            Description = $"The channel that is simulated: {CloudApi}, or {Wasender}, a linked session of WASenderApi.",
            DefaultValueFactory = _ => CloudApi,
        };
        option.AcceptOnlyFromAmong(CloudApi, Wasender);
        return option;
    }

    public static ChannelKind Of(string name) => name == Wasender ? ChannelKind.Wasender : ChannelKind.CloudApi;
}
