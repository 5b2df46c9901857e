using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace HilRig.Harness.Nightly.Judging;

/// <summary>Versions of the programs that a night's figures depend on.</summary>
internal static partial class ToolVersions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Of the emulators behind the targets, and the runtime.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> targets)
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal) { [".NET"] = RuntimeInformation.FrameworkDescription.Split(' ')[^1] };
        if (targets.Any(target => target.StartsWith("qemu:", StringComparison.Ordinal)) && FirstLine("qemu-system-arm", "--version") is { } qemu)
            versions["qemu-system-arm"] = Version().Match(qemu).Value;
        return versions;
    }

    /// <summary>The first line a program prints; null where it is not there, fails or is silent.</summary>
    internal static string? FirstLine(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadLine();
            process.StandardOutput.ReadToEnd();
            return process.WaitForExit(Patience) && process.ExitCode == 0 ? line : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)+")]
    private static partial Regex Version();
}

/// <summary>The git checkout that a file lies in.</summary>
internal static class Checkouts
{
    /// <summary>Its commit, with <c>+</c> behind it where tracked files have changed; null outside of a checkout.</summary>
    public static string? CommitOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (ToolVersions.FirstLine("git", "-C", folder, "rev-parse", "HEAD") is not { Length: > 0 } commit)
            return null;
        return ToolVersions.FirstLine("git", "-C", folder, "status", "--porcelain", "--untracked-files=no") is { Length: > 0 } ? commit + "+" : commit;
    }
}
