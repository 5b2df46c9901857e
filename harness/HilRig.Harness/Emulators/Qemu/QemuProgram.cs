namespace HilRig.Harness.Emulators.Qemu;

/// <summary>Finds `qemu-system-arm`.</summary>
public static class QemuProgram
{
    /// <summary>Environment variable with the path to use instead of the one on PATH.</summary>
    public const string OverrideVariable = "HILRIG_QEMU";

    /// <summary>What installs it on Debian and Ubuntu.</summary>
    public const string InstallCommand = "sudo apt-get install -y --no-install-recommends qemu-system-arm";

    private const string Name = "qemu-system-arm";

    /// <summary>Its path.</summary>
    /// <exception cref="EmulatorMissingException">Not installed, or the override points nowhere.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable(OverrideVariable), Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Its path, with the environment given.</summary>
    /// <param name="overridden">Value of <see cref="OverrideVariable"/>.</param>
    /// <param name="path">Value of PATH.</param>
    /// <exception cref="EmulatorMissingException">Not installed, or the override points nowhere.</exception>
    public static string Find(string? overridden, string? path)
    {
        if (!string.IsNullOrEmpty(overridden))
            return File.Exists(overridden) ? overridden
                : throw new EmulatorMissingException(Name, $"at {OverrideVariable}={overridden}", $"correct or unset the variable, or {InstallCommand}");
        return (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Name))
            .FirstOrDefault(File.Exists) ?? throw new EmulatorMissingException(Name, "on PATH", $"{InstallCommand} (or set {OverrideVariable} to its path)");
    }
}
