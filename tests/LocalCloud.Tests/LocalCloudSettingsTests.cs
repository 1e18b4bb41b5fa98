namespace OrleansFailover.LocalCloud.Tests;

public sealed class LocalCloudSettingsTests
{
    [Fact]
    public void Validate_Defaults_AsksForTheRegionOnly() =>
        Assert.Equal(["Region is missing: name the region that this process plays."], LocalCloudSettingsValidator.Validate(new LocalCloudSettings()));

    [Fact]
    public void Validate_SeveralMistakes_TellsAllAtOnce()
    {
        var settings = new LocalCloudSettings
        {
            Region = "eastus",
            CosmosPort = 70_000,
            RedisPort = 5,
            KafkaPort = 5,
            ReplicationLag = TimeSpan.FromSeconds(-1),
            Topics = { "inbound" },
            Regions =
            {
                new RegionEndpoint { Name = "westeurope", CosmosEndpoint = new Uri("https://127.0.0.1/") },
                new RegionEndpoint { Name = "West Europe", CosmosEndpoint = new Uri("http://127.0.0.1/") },
            },
        };

        Assert.Equal(7, LocalCloudSettingsValidator.Validate(settings).Count);
    }

    [Fact]
    public void Validate_TwoRegionsInEitherSpelling_IsFine()
    {
        var settings = new LocalCloudSettings
        {
            Region = "East US",
            Topics = { "inbound:8" },
            Regions =
            {
                new RegionEndpoint { Name = "eastus", CosmosEndpoint = new Uri("http://127.0.0.1:1/") },
                new RegionEndpoint { Name = "westeurope", CosmosEndpoint = new Uri("http://127.0.0.1:2/") },
            },
        };

        Assert.Empty(LocalCloudSettingsValidator.Validate(settings));
    }

    [Theory]
    [InlineData("eastus", "East US")]
    [InlineData("West Europe", "West Europe")]
    [InlineData("moonbase", "moonbase")]
    public void InAccount_Name_IsWhatTheClientLooksFor(string name, string expected) => Assert.Equal(expected, RegionName.InAccount(name));
}
