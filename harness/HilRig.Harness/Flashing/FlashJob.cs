namespace HilRig.Harness.Flashing;

/// <summary>What a flasher needs to know.</summary>
/// <param name="Probe">The one debug probe that is meant; every flasher passes its serial number on.</param>
/// <param name="Target">The flasher's own name for the chip or board, from board.json.</param>
/// <param name="Folder">Where the files lie.</param>
/// <param name="Parameters">Further arguments of the user's, from the hardware map.</param>
/// <param name="Deadline">For each command.</param>
public sealed record FlashJob(FlashProbe Probe, string Target, string Folder, IReadOnlyList<string> Parameters, TimeSpan Deadline)
{
    /// <summary>The firmware with the model image, in a format.</summary>
    public string FileOf(FlashFormat format) => Path.Combine(Folder, $"hilrig.{format.ToString().ToLowerInvariant()}");
}

/// <summary>A debug probe, or a bootloader's drive.</summary>
/// <param name="Vendor">USB vendor.</param>
/// <param name="Product">USB product.</param>
/// <param name="Serial">USB serial number, never empty.</param>
public sealed record FlashProbe(ushort Vendor, ushort Product, string Serial);

/// <summary>Files that flashers take.</summary>
public enum FlashFormat
{
    Elf,
    Hex,
    Bin,
    Uf2,
}
