using OrleansFailover.Fuzz.Tests.Support;

namespace OrleansFailover.Fuzz.Tests;

/// <summary>No bytes from outside break a parser: it reads them, or says that it cannot.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Names => [.. Targets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_WhatAMutatorMakesOfTheCorpus_NeverBreaks(string name)
    {
        var target = Targets.All.First(known => known.Name == name);

        Assert.NotEmpty(target.Corpus());
        var crash = Fuzzer.FindCrash(target, Fuzzer.Inputs, Fuzzer.Seed);
        Assert.True(crash is null, crash);
    }

    /// <summary>The control: a parser that stumbles over one byte in one place is found out.</summary>
    [Fact]
    public void FindCrash_AParserThatBreaks_KeepsTheInput()
    {
        var broken = new FuzzTarget("broken", bytes => _ = bytes.Length > 9 && bytes[9] > 0x7f ? throw new FormatException() : 0, "a good input"u8.ToArray());

        var crash = Fuzzer.FindCrash(broken, Fuzzer.Inputs, Fuzzer.Seed);

        Assert.NotNull(crash);
        Assert.Contains("FormatException", crash, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "crashes", "broken")));
    }
}
