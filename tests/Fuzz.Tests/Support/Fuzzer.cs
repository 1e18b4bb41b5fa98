using System.Diagnostics;
using System.Security.Cryptography;

namespace OrleansFailover.Fuzz.Tests.Support;

/// <summary>Feeds a parser with what a mutator makes of its corpus, for ever the same for one seed.</summary>
internal static class Fuzzer
{
    // Nothing of the size of a corpus takes a parser long; what does is a loop, or a square of the length.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    /// <summary>How many inputs: <c>FUZZ_INPUTS</c>, else a number for every test run.</summary>
    public static int Inputs { get; } = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_INPUTS"), out var inputs) ? inputs : 20_000;

    /// <summary>The first of them: <c>FUZZ_SEED</c>, else 1.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), out var seed) ? seed : 1;

    /// <summary>The first input that breaks the target, kept as a file for its corpus; null when none does.</summary>
    public static string? FindCrash(FuzzTarget target, int inputs, int seed)
    {
        var corpus = target.Corpus();
        foreach (var good in corpus)
        {
            if (Try(target, good) is { } failure)
            {
                return Keep(target, good, failure);
            }
        }

        for (var input = 0; input < inputs; input++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + input));
            var bytes = Mutator.Change(corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)], random);
            if (Try(target, bytes) is { } failure)
            {
                return Keep(target, bytes, failure);
            }
        }

        return null;
    }

    private static string? Try(FuzzTarget target, byte[] bytes)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            target.Read(bytes);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }

        return Stopwatch.GetElapsedTime(began) is var took && took > Bound ? $"It took {took}." : null;
    }

    private static string Keep(FuzzTarget target, byte[] bytes, string failure)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "crashes", target.Name)).FullName;
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
        File.WriteAllBytes(file, bytes);
        return $"{target.Name}: {bytes.Length} bytes, kept as {file}; copy them into tests/Fuzz.Tests/Corpus/{target.Name} when it is mended.{Environment.NewLine}{failure}";
    }
}
