using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>How states are turned into JSON: by the first context that knows the type, under that context's own options; else by general options.</summary>
internal sealed class StateJson(IEnumerable<JsonSerializerContext> contexts, JsonSerializerOptions general)
{
    private readonly ConcurrentDictionary<Type, JsonTypeInfo> known = new();
    private readonly JsonSerializerContext[] contexts = [.. contexts];

    public JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)known.GetOrAdd(typeof(T), Find);

    private JsonTypeInfo Find(Type type) =>
        contexts.Select(context => context.GetTypeInfo(type)).FirstOrDefault(info => info is not null) ?? general.GetTypeInfo(type);
}
