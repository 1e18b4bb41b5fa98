using System.Globalization;

namespace OrleansFailover.Load.Processes;

/// <summary>The processor time that a process has taken, as the system counts it.</summary>
internal static class ProcessCpu
{
    private const double TicksPerSecond = 100;
    private const int UserField = 13;
    private const int SystemField = 14;

    public static double Seconds(int process)
    {
        // 1234 (name of it) S 1 … ; the name may have spaces.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Field(fields, UserField) + Field(fields, SystemField)) / TicksPerSecond;
    }

    // The first two fields stand before the end of the name.
    private static double Field(string[] fields, int number) => double.Parse(fields[number - 2], CultureInfo.InvariantCulture);
}
