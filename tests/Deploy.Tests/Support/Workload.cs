using k8s.Models;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>A deployment or a stateful set: what both have.</summary>
internal sealed record Workload(string Kind, string Name, V1LabelSelector Selector, V1PodTemplateSpec Template)
{
    public V1PodSpec Pod => Template.Spec;

    public V1Container Container => Assert.Single(Pod.Containers);
}
