using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansFailover.OpsConsole.Http;

/// <summary>What a host answered.</summary>
internal sealed record HostResponse(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Null when the body is something else.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
