namespace Renode.Bindings.Installations;

/// <summary>A Renode that can be started.</summary>
/// <param name="Program">What is executed: the portable package's `renode`, or `dotnet` or `mono`.</param>
/// <param name="Arguments">What stands before Renode's own arguments: the path of its assembly, or nothing.</param>
/// <param name="Origin">Where it was found, for messages: `RENODE_HOME`, `PATH`, a folder.</param>
public sealed record RenodeInstallation(string Program, IReadOnlyList<string> Arguments, string Origin)
{
    /// <summary>Environment variable that names an installation's folder, or its `renode` program.</summary>
    public const string HomeVariable = "RENODE_HOME";

    /// <summary>The first one found: `RENODE_HOME`, then PATH, then the folders where packages put it.</summary>
    /// <exception cref="RenodeMissingException">None, or `RENODE_HOME` names none.</exception>
    public static RenodeInstallation Find() => new InstallationFinder(
        Environment.GetEnvironmentVariable(HomeVariable), Environment.GetEnvironmentVariable("PATH"), InstallationFinder.UsualFolders()).Find();

    /// <summary>As <see cref="Find()"/>, or null with the reason.</summary>
    public static RenodeInstallation? TryFind(out string? reason)
    {
        try
        {
            reason = null;
            return Find();
        }
        catch (RenodeMissingException missing)
        {
            reason = missing.Message;
            return null;
        }
    }

    /// <summary>The installation in a folder.</summary>
    /// <param name="folder">A portable package, a source tree that was built, or a folder with `Renode.dll`.</param>
    /// <exception cref="RenodeMissingException">There is none.</exception>
    public static RenodeInstallation In(string folder) => new InstallationFinder(folder, null, []).Find();

    /// <summary>Program and arguments as one line, for messages.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
