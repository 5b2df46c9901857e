using System.Globalization;

namespace HilRig.Harness.Transports.Serial;

/// <summary>Who has a port open, as far as this user may see: Linux's /proc/PID/fd.</summary>
public static class PortHolders
{
    /// <summary>`minicom (pid 812)` of each; empty when nobody has it open or there is no /proc.</summary>
    /// <param name="port">A device or a link to it.</param>
    /// <param name="proc">Replaces /proc.</param>
    public static IReadOnlyList<string> Of(string port, string proc = "/proc")
    {
        var device = RealPath(port);
        return Directory.Exists(proc)
            ? [.. Directory.EnumerateDirectories(proc).Where(IsProcess).Where(process => Holds(process, device)).Select(Describe)]
            : [];
    }

    /// <summary>A device behind all links to it.</summary>
    public static string RealPath(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private static bool IsProcess(string folder) => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool Holds(string process, string device)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(fd => new FileInfo(fd).LinkTarget == device);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that has just ended: it cannot be told.
            return false;
        }
    }

    private static string Describe(string process)
    {
        var id = Path.GetFileName(process);
        var name = File.Exists(Path.Combine(process, "comm")) ? File.ReadAllText(Path.Combine(process, "comm")).Trim() : "a program";
        return id == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) ? $"this program itself (pid {id})" : $"{name} (pid {id})";
    }
}
