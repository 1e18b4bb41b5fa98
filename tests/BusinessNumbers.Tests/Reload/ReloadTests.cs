using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Reload;

public sealed class ReloadTests
{
    private const string Token = "BusinessNumbers:Numbers:shop:AccessToken";

    [Fact]
    public async Task Reload_GoodChange_TakesThePlaceInOneStepAndTellsListeners()
    {
        await using var host = Shop();
        var before = host.Table;
        var told = new List<BusinessNumberTable>();
        using var subscription = host.Numbers.OnChange(told.Add);
        host.Time.Advance(TimeSpan.FromMinutes(5));

        host.Settings.Change((Token, "EAAnew"), ("BusinessNumbers:Numbers:help:PhoneNumberId", "200"), ("BusinessNumbers:Numbers:help:AccessToken", "EAAhelp"));

        Assert.Same(host.Table, Assert.Single(told));
        Assert.Equal(["help:EAAhelp", "shop:EAAnew"], host.Table.Numbers.Select(number => $"{number.Name}:{number.Token!.Value}"));
        Assert.Equal("EAAold", Assert.Single(before.Numbers).Token!.Value);
        var health = await host.HealthAsync("numbers");
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Contains($"2 numbers, 0 apps, configuration {host.Table.Fingerprint} since 2026-11-28 12:05:00Z", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_Errors_TheLastGoodTableStaysUntilAllAreMended()
    {
        await using var host = Shop();
        var before = host.Table;

        host.Settings.Change((Token, null), ("BusinessNumbers:Numbers:shop:HomeRegion", "south"));

        Assert.Same(before, host.Table);
        var health = await host.HealthAsync("numbers");
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("shop:HomeRegion is 'south'", health.Description, StringComparison.Ordinal);
        Assert.Contains("shop:AccessToken is missing", health.Description, StringComparison.Ordinal);

        // One of the two mended is not enough.
        host.Settings.Change((Token, "EAAnew"));
        Assert.Same(before, host.Table);
        Assert.Equal(2, host.Logs.Of(6001).Count);

        host.Settings.Change(("BusinessNumbers:Numbers:shop:HomeRegion", null));
        Assert.Equal("EAAnew", Assert.Single(host.Table.Numbers).Token!.Value);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("numbers")).Status);
    }

    [Fact]
    public async Task Reload_SameErrorsAgain_AreToldOnce()
    {
        await using var host = Shop();
        Assert.NotNull(host.Table);

        host.Settings.Change((Token, null));
        host.Settings.Change(("Something:Else", "1"));
        host.Settings.Change(("Something:Else", "2"));

        Assert.Single(host.Logs.Of(6001));
    }

    [Fact]
    public async Task Reload_NothingChanged_KeepsTheTableAndTellsNobody()
    {
        await using var host = Shop();
        var before = host.Table;
        var told = 0;
        using var subscription = host.Numbers.OnChange(_ => told++);

        host.Settings.Change(("Something:Else", "1"));

        Assert.Same(before, host.Table);
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task Reload_BackToWhatIsInUse_EndsTheRefusal()
    {
        await using var host = Shop();
        var before = host.Table;
        host.Settings.Change((Token, null));
        Assert.Equal(HealthStatus.Degraded, (await host.HealthAsync("numbers")).Status);

        host.Settings.Change((Token, "EAAold"));

        Assert.Same(before, host.Table);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("numbers")).Status);
    }

    [Fact]
    public async Task OnChange_ListenerThrowsOrIsDisposed_TheOthersAreToldAllTheSame()
    {
        await using var host = Shop();
        var (first, second) = (0, 0);
        using var broken = host.Numbers.OnChange(_ => throw new InvalidOperationException("broken"));
        var gone = host.Numbers.OnChange(_ => first++);
        using var stays = host.Numbers.OnChange(_ => second++);
        gone.Dispose();

        host.Settings.Change((Token, "EAAnew"));

        Assert.Equal((0, 1), (first, second));
        Assert.Single(host.Logs.Of(6002));
    }

    private static NumbersHost Shop() => NumbersHost.Silo(("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), (Token, "EAAold"));
}
