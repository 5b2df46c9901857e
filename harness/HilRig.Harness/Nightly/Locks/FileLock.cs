using System.Globalization;
using HilRig.Harness.Devices;

namespace HilRig.Harness.Nightly.Locks;

/// <summary>
/// A lock that names its owner. The operating system holds it (flock) and lets go of it when the owner ends, however that ends: a text that a dead owner
/// left behind beside it is overwritten, and a process that has got its number since is not mistaken for it.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file, string? stale) => (_file, Stale) = (file, stale);

    /// <summary>Who held it last and ended without letting go; null for nobody.</summary>
    public string? Stale { get; }

    /// <summary>Takes the lock, or gives null where somebody has it.</summary>
    /// <param name="path">A file; its folder is made. It stays when the lock is let go.</param>
    /// <param name="purpose">For who finds it taken: <c>hilrig nightly, run 20261126-…</c>.</param>
    /// <exception cref="LockException">The file cannot be written.</exception>
    public static FileLock? Try(string path, string purpose)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return Take(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), purpose);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new LockException($"the lock {path} cannot be written: {error.Message}", error);
        }
        // EWOULDBLOCK of flock; a folder that cannot be made is told apart by the file's absence.
        catch (IOException error)
        {
            return File.Exists(path) ? null : throw new LockException($"the lock {path} cannot be made: {error.Message}", error);
        }
    }

    /// <summary>Takes the lock, waiting for who has it.</summary>
    /// <exception cref="LockException">It is still taken after <paramref name="patience"/>; the message names the owner.</exception>
    public static async Task<FileLock> TakeAsync(string path, string purpose, TimeSpan patience, CancellationToken cancellation)
    {
        var end = DateTime.UtcNow + patience;
        while (true)
        {
            if (Try(path, purpose) is { } taken)
                return taken;
            if (DateTime.UtcNow >= end)
                throw new LockException($"{path} is taken by {Owner(path)}; waited {patience.TotalSeconds:0} s. It is let go when that process ends.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    /// <summary>Who has it: <c>pid 812 on lab3, since …, for hilrig nightly</c>.</summary>
    public static string Owner(string path)
    {
        try
        {
            return File.ReadAllText(OwnerFile(path)).Trim() is { Length: > 0 } text ? text : "a process that is just taking it";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    public void Dispose()
    {
        File.Delete(OwnerFile(_file.Name));
        _file.Dispose();
    }

    // Beside the lock: what is locked may not be read by others.
    private static string OwnerFile(string path) => path + ".owner";

    private static FileLock Take(FileStream file, string purpose)
    {
        var owner = OwnerFile(file.Name);
        var stale = File.Exists(owner) ? File.ReadAllText(owner).Trim() : "";
        File.WriteAllText(owner, string.Create(
            CultureInfo.InvariantCulture,
            $"pid {Environment.ProcessId} on {Environment.MachineName}, user {Environment.UserName}, since {DateTimeOffset.Now:yyyy-MM-dd HH:mm:ss zzz}, for {purpose}\n"));
        return new(file, stale.Length > 0 ? stale : null);
    }
}

/// <summary>A lock cannot be had.</summary>
public sealed class LockException : InfrastructureException
{
    public LockException(string message)
        : base(message)
    {
    }

    public LockException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
