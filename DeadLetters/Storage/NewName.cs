using System.Runtime.InteropServices;

namespace OrleansFailover.DeadLetters.Storage;

/// <summary>
/// Gives a whole file its name unless somebody has it. Outside Windows <see cref="File.Move(string, string)"/> looks first and renames then, so
/// two writers can both believe that they were first; a hard link is one step.
/// </summary>
internal static partial class NewName
{
    private const int Exists = 17;

    /// <returns>True when the file has the name now and no longer its old one.</returns>
    /// <exception cref="IOException">The file could not be moved.</exception>
    public static bool TryGive(string file, string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(file, name) == 0)
            {
                File.Delete(file);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == Exists)
            {
                return false;
            }
        }

        // Windows moves in one step. So must do whatever file system has no hard links.
        try
        {
            File.Move(file, name, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);
}
