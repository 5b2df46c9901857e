using System.Text.RegularExpressions;

namespace HilRig.Harness.Nightly.Locks;

/// <summary>One lock for each physical board of this machine, whoever drives it: nights, fixtures, several users. Emulated boards need none.</summary>
public static partial class BoardLocks
{
    /// <summary><c>HILRIG_LOCKS</c>, else a folder that all users of the machine share.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("HILRIG_LOCKS") is { Length: > 0 } set ? set : Path.Combine(Path.GetTempPath(), "hilrig-locks");

    /// <summary>True for targets that exist once.</summary>
    public static bool NeedsLock(string target) => target.Split(':', '@')[0] is "serial" or "board" or "tcp" or "rfc2217";

    /// <summary>The lock of a board; null for a target that needs none.</summary>
    /// <param name="purpose">For who finds it taken.</param>
    /// <param name="patience">How long to wait for its owner.</param>
    /// <exception cref="LockException">It is still taken then.</exception>
    public static async Task<FileLock?> TakeAsync(string target, string purpose, TimeSpan patience, CancellationToken cancellation) => NeedsLock(target)
        ? await FileLock.TakeAsync(PathOf(target), purpose, patience, cancellation)
        : null;

    /// <summary>Where a board's lock lies. A speed behind a port's name is not part of the board.</summary>
    public static string PathOf(string target) => Path.Combine(Folder, Unsafe().Replace(SpeedOfPort().Replace(target, "$1"), "_") + ".lock");

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Unsafe();

    [GeneratedRegex("^(serial:[^:]+|rfc2217:.+:[0-9]+):[0-9]+$")]
    private static partial Regex SpeedOfPort();
}
