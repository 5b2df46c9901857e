namespace HilRig.Harness.Boards.Attached;

/// <summary>A debug probe or board by its USB ids, and what flashes it. The ids are the vendors'; the runner names are Zephyr's.</summary>
/// <param name="Vendor">USB vendor.</param>
/// <param name="Product">USB product; null for every product of the vendor.</param>
/// <param name="Name">For people.</param>
/// <param name="Runner">What usually flashes it: `openocd`, `jlink`, `pyocd`, `uf2`.</param>
public sealed record UsbIdentity(ushort Vendor, ushort? Product, string Name, string Runner)
{
    /// <summary>Those that are known, the particular ones first.</summary>
    public static IReadOnlyList<UsbIdentity> All { get; } =
    [
        new(0x0483, 0x374B, "ST-LINK/V2-1", "openocd"),
        new(0x0483, 0x3752, "ST-LINK/V2-1", "openocd"),
        new(0x0483, 0x374E, "STLINK-V3", "openocd"),
        new(0x0483, 0x374F, "STLINK-V3", "openocd"),
        new(0x0483, 0x3753, "STLINK-V3", "openocd"),
        new(0x0483, 0x3754, "STLINK-V3", "openocd"),
        new(0x0D28, 0x0204, "DAPLink", "pyocd"),
        new(0x1366, null, "J-Link", "jlink"),
        new(0x2E8A, 0x000C, "Raspberry Pi Debug Probe", "openocd"),
        new(0x2E8A, null, "Raspberry Pi Pico", "uf2"),
        new(0x03EB, 0x2111, "Atmel EDBG", "openocd"),
        new(0x0451, 0xBEF3, "XDS110", "openocd"),
        new(0x04B4, 0xF155, "KitProg3", "openocd"),
        new(0x239A, null, "UF2 bootloader board", "uf2"),
    ];

    // Product texts, for probes whose ids are not listed; the guesses are twister's.
    private static readonly (string Word, string Runner)[] ProductWords =
    [
        ("CMSIS-DAP", "pyocd"), ("DAPLink", "pyocd"), ("J-Link", "jlink"), ("STLink", "openocd"), ("ST-Link", "openocd"), ("STLINK", "openocd"),
        ("XDS110", "openocd"), ("Tigard", "openocd"), ("KitProg3", "openocd"),
    ];

    /// <summary>The identity of a device; null when it is none of these.</summary>
    public static UsbIdentity? Of(ushort vendor, ushort product, string text) =>
        All.FirstOrDefault(known => known.Vendor == vendor && (known.Product ?? product) == product)
        ?? ProductWords.Where(known => text.Contains(known.Word, StringComparison.OrdinalIgnoreCase))
            .Select(known => new UsbIdentity(vendor, product, text, known.Runner)).FirstOrDefault();
}
