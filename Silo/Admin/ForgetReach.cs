using System.Text.Json.Serialization;

namespace OrleansFailover.Silo.Admin;

/// <summary>How far <c>forget</c> reaches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForgetReach>))]
internal enum ForgetReach
{
    /// <summary>A restricted sender: the keys are destroyed, and what was sealed with them is unreadable wherever it is.</summary>
    Everywhere,

    /// <summary>A free sender: nothing was sealed. The states say nothing any more; logs and dead letters go with their retention.</summary>
    States,
}
