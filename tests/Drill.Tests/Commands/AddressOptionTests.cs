using System.CommandLine;
using Spectre.Console;
using OrleansFailover.Drill.Commands;

namespace OrleansFailover.Drill.Tests.Commands;

public class AddressOptionTests
{
    private static readonly RootCommand Root = new("test")
    {
        UpCommand.Create(AnsiConsole.Console, TimeProvider.System),
        RehearseCommand.Create(AnsiConsole.Console, _ => null, TimeProvider.System),
    };

    [Theory]
    [InlineData("up --cloud-api https://graph.facebook.com", "")]
    [InlineData("up --cloud-api https://graph.facebook.com --channel cloud-api", "")]
    [InlineData("up --cloud-api https://graph.facebook.com --channel wasender", "--cloud-api goes with the channel cloud-api alone.")]
    [InlineData("up --cloud-api graph.facebook.com", "--cloud-api takes an address like https://host/path.")]
    [InlineData("rehearse --webhook https://host/webhook --regions eastus westeurope --lose true", "")]
    [InlineData("rehearse --webhook file:///webhook --regions eastus westeurope --lose true", "--webhook takes an address like https://host/path.")]
    [InlineData("rehearse --webhook https://host/webhook --regions eastus westeurope --lose true --deadline soon", "--deadline takes a duration like 500ms, 20s or 1m.")]
    public void Parse_Addresses_AreTakenOrSaidToBeNone(string line, string error) =>
        Assert.Equal(error, string.Join(' ', Root.Parse(line).Errors.Select(one => one.Message)));
}
