namespace Renode.Bindings.Installations;

/// <summary>Looks for Renode in the places given.</summary>
/// <param name="home">Folder or program that must be it, when not empty.</param>
/// <param name="path">Folders as PATH has them.</param>
/// <param name="usual">Folders tried last.</param>
internal sealed class InstallationFinder(string? home, string? path, IReadOnlyList<string> usual)
{
    private const string Mend =
        "Install a portable package from https://github.com/renode/renode/releases and put its folder on PATH, or set "
        + RenodeInstallation.HomeVariable + " to it.";

    // Where a built tree and the packages keep the assembly; the program beside it is a script that starts just that.
    private static readonly string[] Assemblies = ["Renode.dll", "output/bin/Release/Renode.dll", "bin/Renode.dll"];
    private static readonly string[] Programs = ["renode", "renode.exe"];
    private static readonly string[] FrameworkAssemblies = ["Renode.exe", "output/bin/Release/Renode.exe", "bin/Renode.exe"];

    /// <summary>Where the packages of the distributions and a user's own download usually are.</summary>
    public static IReadOnlyList<string> UsualFolders()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return ["/opt/renode", "/usr/lib/renode", "/Applications/Renode.app/Contents/MacOS", Path.Combine(user, "renode"), Path.Combine(user, "renode_portable"),
            .. OperatingSystem.IsWindows() ? [@"C:\Program Files\Renode"] : Array.Empty<string>()];
    }

    /// <exception cref="RenodeMissingException">None.</exception>
    public RenodeInstallation Find()
    {
        if (!string.IsNullOrEmpty(home))
            return At(home, RenodeInstallation.HomeVariable) ?? throw new RenodeMissingException(
                $"There is no Renode at '{home}', which {RenodeInstallation.HomeVariable} names: it must be a folder with `renode` or `Renode.dll`, "
                + $"or the program itself. {Mend}");
        return Folders(path).Select(folder => OnPath(folder)).FirstOrDefault(found => found is not null)
            ?? usual.Select(folder => At(folder, folder)).FirstOrDefault(found => found is not null)
            ?? throw new RenodeMissingException($"Renode was not found on PATH nor in {string.Join(", ", usual)}. {Mend}");
    }

    private static RenodeInstallation? At(string place, string origin) =>
        File.Exists(place) ? OfFile(Path.GetFullPath(place), origin) : Directory.Exists(place) ? InFolder(Path.GetFullPath(place), origin) : null;

    private static RenodeInstallation? OnPath(string folder) =>
        ProgramIn(folder) is { } program ? OfFile(program, "PATH") : null;

    // The assembly is preferred to a script beside it: killing a script leaves what it started.
    private static RenodeInstallation? InFolder(string folder, string origin) =>
        Assemblies.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } assembly ? new("dotnet", [assembly], origin)
        : ProgramIn(folder) is { } program ? OfFile(program, origin)
        : FrameworkAssemblies.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } framework ? OfFramework(framework, origin)
        : null;

    private static RenodeInstallation OfFile(string file, string origin)
    {
        var real = new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;
        if (real.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return new("dotnet", [real], origin);
        if (IsScript(real) && Path.GetDirectoryName(real) is { } folder
            && Assemblies.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } assembly)
            return new("dotnet", [assembly], origin);
        return real.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? OfFramework(real, origin) : new(real, [], origin);
    }

    private static RenodeInstallation OfFramework(string assembly, string origin) =>
        OperatingSystem.IsWindows() ? new(assembly, [], origin) : new("mono", [assembly], origin);

    private static bool IsScript(string file)
    {
        using var stream = File.OpenRead(file);
        return stream.ReadByte() == '#' && stream.ReadByte() == '!';
    }

    private static string? ProgramIn(string folder) =>
        Programs.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string[] Folders(string? path) => (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
