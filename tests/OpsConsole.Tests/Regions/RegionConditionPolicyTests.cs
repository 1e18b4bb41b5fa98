using OrleansFailover.OpsConsole.Regions;

namespace OrleansFailover.OpsConsole.Tests.Regions;

public sealed class RegionConditionPolicyTests
{
    [Theory]
    [InlineData("Unknown", "Unknown", null, "Unknown")]
    [InlineData("Healthy", "Healthy", "Healthy", "Healthy")]
    [InlineData("Healthy", "Healthy", null, "Healthy")]
    [InlineData("Healthy", "Healthy", "Suspect", "Healthy")]
    [InlineData("Healthy", "Silent", "Healthy", "Degraded")]
    [InlineData("Healthy", "Unhealthy", "Healthy", "Degraded")]
    [InlineData("Degraded", "Healthy", "Healthy", "Degraded")]
    [InlineData("Healthy", "Healthy", "Returning", "Returning")]
    [InlineData("Healthy", "Healthy", "Unhealthy", "Unhealthy")]
    [InlineData("Unhealthy", "Healthy", "Healthy", "Unhealthy")]
    [InlineData("Unhealthy", "Silent", null, "Unhealthy")]
    [InlineData("Silent", "Silent", "Unhealthy", "Unhealthy")]
    [InlineData("Silent", "Silent", "Suspect", "Unhealthy")]

    // The console may be the one that is cut off.
    [InlineData("Silent", "Silent", "Healthy", "Inconclusive")]
    [InlineData("Silent", "Silent", null, "Inconclusive")]
    [InlineData("Silent", "Healthy", null, "Inconclusive")]
    public void Decide_WhatHostsAndEdgeSay_IsTheCondition(string gateway, string silo, string? edge, string expected) =>
        Assert.Equal(expected, RegionConditionPolicy.Decide(Enum.Parse<HostState>(gateway), Enum.Parse<HostState>(silo), edge).ToString());
}
