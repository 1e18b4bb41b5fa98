using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

public class OverlayDifferencesTests
{
    [Fact]
    public void Regions_OfOneDeployment_DifferOnlyWhereTheyMay()
    {
        Assert.Empty(OverlayDifferences.Unlisted(Overlay.Of("eastus"), Overlay.Of("westeurope")));
        Assert.Contains("ConfigMap/region-settings/data/Regions__Current", OverlayDifferences.Between(Overlay.Of("eastus"), Overlay.Of("westeurope")));
    }

    [Fact]
    public void Regions_ProgramsOfBoth_HaveTheSameVariableNames()
    {
        foreach (var program in Overlay.Programs)
        {
            Assert.Equal(Overlay.Of("eastus").Environment(program).Keys.Order(), Overlay.Of("westeurope").Environment(program).Keys.Order());
            Assert.Equal(Overlay.Of("eastus").SecretFiles(program), Overlay.Of("westeurope").SecretFiles(program));
        }
    }

    [Theory]
    [InlineData("settings/region.env", "\nStandby__StaleAfter=00:00:03\n", "only westeurope: ConfigMap/region-settings/data/Standby__StaleAfter")]
    [InlineData("settings/region.env", "\nCosmos__Database=other\n", "ConfigMap/region-settings/data/Cosmos__Database")]
    [InlineData("kustomization.yaml", "\nnamePrefix: eu-\n", "only westeurope: Service/eu-gateway/kind")]
    public void Regions_OneThatWasChanged_IsNoticed(string file, string addition, string difference)
    {
        using var files = new OverlayCopy();
        files.Append("westeurope", file, addition);

        Assert.Contains(difference, OverlayDifferences.Unlisted(Overlay.Of("eastus"), files.Render("westeurope")));
    }
}
