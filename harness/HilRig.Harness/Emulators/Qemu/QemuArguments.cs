using System.Globalization;
using HilRig.Harness.Boards;

namespace HilRig.Harness.Emulators.Qemu;

/// <summary>The command line of a machine.</summary>
internal static class QemuArguments
{
    /// <param name="image">A file to lie in flash, and where; null for none.</param>
    /// <param name="trace">Where every executed block is logged; null for no log.</param>
    public static IReadOnlyList<string> Build(
        BoardEmulator emulator, string program, string socketPath, SharedWindow? window, (string Path, string Address)? image = null,
        string? trace = null) =>
    [
        "-M", window is null ? emulator.Machine! : $"{emulator.Machine},memory-backend=window",
        .. window is null ? Array.Empty<string>() : ["-object", Backend(window)],
        "-kernel", program,
        .. image is { } flash ? ["-device", $"loader,file={Escaped(flash.Path)},addr={flash.Address},force-raw=on"] : Array.Empty<string>(),
        .. emulator.Arguments,
        // Unchained, so that no block runs unseen.
        .. trace is null ? Array.Empty<string>() : ["-d", "exec,nochain,in_asm", "-D", trace],
        "-display", "none", "-monitor", "none",
        // QEMU connects to us, see UnixSocketListener.
        "-chardev", $"socket,id=link,path={Escaped(socketPath)},server=off",
        "-serial", "chardev:link",
    ];

    private static string Backend(SharedWindow window) => string.Create(
        CultureInfo.InvariantCulture,
        $"memory-backend-file,id=window,size={window.FileBytes},mem-path={Escaped(window.FilePath)},share=on");

    // QEMU splits option values at commas.
    private static string Escaped(string path) => path.Replace(",", ",,", StringComparison.Ordinal);
}
