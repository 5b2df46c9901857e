using HilRig.Harness.Elf;
using HilRig.Reporting.Records;

namespace HilRig.Harness.Profiles;

/// <summary>A firmware's memory by what its parts are for: the source folder a file lies in.</summary>
internal static class FirmwareGroups
{
    private const string Library = "C library";

    // The rest of lib/ and boards/ is what a chip and a board need.
    private const string Board = "board";

    private static readonly Dictionary<string, string> Groups = new()
    {
        ["lib/hil_kernels"] = "kernels",
        ["lib/hil_runner"] = "runner",
        ["lib/hil_protocol"] = "protocol",
        ["lib/hil_transport"] = "protocol",
        ["app"] = "application",
    };

    private static readonly string[] Order = ["kernels", "runner", "protocol", "application", Board, Library];

    /// <param name="program">The ELF.</param>
    /// <param name="firmwareFolder">With `app`, `lib` and `boards`.</param>
    /// <returns>One row a group, and the sum; empty where the program is no 32-bit ELF, as the host's.</returns>
    public static IReadOnlyList<FirmwareGroup> Of(string program, string firmwareFolder)
    {
        if (TryLoad(program) is not { } elf)
            return [];
        var groupOf = SourceFiles(firmwareFolder);
        // What the linker script sets aside, as the stack.
        groupOf[""] = Board;
        var parts = ElfFootprint.Of(elf).ToLookup(p => groupOf.GetValueOrDefault(p.File, Library));
        FirmwareGroup[] rows = [.. Order.Select(name => Row(name, parts[name]))];
        return [.. rows, Row("sum", parts.SelectMany(p => p))];
    }

    private static ElfFile? TryLoad(string program)
    {
        try
        {
            return File.Exists(program) ? ElfFile.Load(program) : null;
        }
        catch (ElfException)
        {
            return null;
        }
    }

    private static FirmwareGroup Row(string name, IEnumerable<FilePart> parts)
    {
        var bytes = parts.ToLookup(p => p.Kind, p => p.Bytes);
        return new(
            name, bytes[MemoryKind.Text].Sum(), bytes[MemoryKind.ReadOnlyData].Sum(), bytes[MemoryKind.Data].Sum(), bytes[MemoryKind.Bss].Sum(),
            bytes[MemoryKind.Reserved].Sum());
    }

    // Files of one name in two folders, as a board.c, are of one group.
    private static Dictionary<string, string> SourceFiles(string firmwareFolder)
    {
        var files = new Dictionary<string, string>();
        foreach (var top in new[] { "app", "lib", "boards" })
            foreach (var path in Directory.EnumerateFiles(Path.Combine(firmwareFolder, top), "*.c", SearchOption.AllDirectories))
                files[Path.GetFileName(path)] = GroupOf(Path.GetRelativePath(firmwareFolder, path).Replace('\\', '/'));
        return files;
    }

    private static string GroupOf(string path) =>
        Groups.FirstOrDefault(g => path.StartsWith(g.Key + "/", StringComparison.Ordinal)).Value ?? Board;
}
