using System.Security.Cryptography;

namespace OrleansFailover.Drill.Cluster;

/// <summary>The operator's token of one run, in a file that only its user can read: a command line would show it to everybody on the machine.</summary>
internal static class OperatorTokenFile
{
    private const int Length = 32;

    public static string PathIn(string runFolder) => Path.Combine(runFolder, "operator-token");

    /// <summary>Draws a token and writes it down.</summary>
    public static string Draw(string runFolder)
    {
        var token = RandomNumberGenerator.GetHexString(Length, lowercase: true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(PathIn(runFolder), options);
        file.Write(token);
        return token;
    }
}
