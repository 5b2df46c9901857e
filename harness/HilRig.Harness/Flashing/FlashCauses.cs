namespace HilRig.Harness.Flashing;

/// <summary>What tools say when flashing fails, in words that name the mend.</summary>
internal static class FlashCauses
{
    private static readonly (string Word, string Cause)[] Known =
    [
        ("LIBUSB_ERROR_ACCESS", "this user may not use the probe: install the tool's udev rules and plug the probe in again"),
        ("Permission denied", "this user may not use the probe: install the tool's udev rules and plug the probe in again"),
        ("LIBUSB_ERROR_BUSY", "another program uses the probe: close its debugger"),
        ("already in use", "another program uses the probe: close its debugger"),
        ("Resource busy", "another program uses the probe: close its debugger"),
        ("unable to find a matching", "the probe is not plugged in, or its serial number is another"),
        ("No available debug probes", "the probe is not plugged in, or its serial number is another"),
        ("No connected debug probes", "the probe is not plugged in, or its serial number is another"),
        ("No probe", "the probe is not plugged in, or its serial number is another"),
        ("Couldn't find stlink", "the probe is not plugged in, or its serial number is another"),
        ("Couldn't find any ST-Link", "the probe is not plugged in, or its serial number is another"),
        ("Cannot connect to J-Link", "the probe is not plugged in, or its serial number is another"),
        ("open failed", "the probe cannot be opened: is it plugged in, and is its serial number right?"),
        ("Can't find", "the flasher does not know the target's name in board.json (flash.targets)"),
        ("Unknown target", "the flasher does not know the target's name in board.json (flash.targets)"),
        ("not recognized", "the flasher does not know the target's name in board.json (flash.targets)"),
        ("The chip", "the flasher does not know the target's name in board.json (flash.targets)"),
        ("target voltage", "the board has no supply, or the probe does not measure it"),
        ("VTref", "the board has no supply, or the probe does not measure it"),
        ("read protect", "the chip is protected against the probe: unlock it, which erases it"),
        ("APPROTECT", "the chip is protected against the probe: unlock it, which erases it"),
        ("locked", "the chip is protected against the probe: unlock it, which erases it"),
        ("verify", "what was read back differs from what was written: is the flash worn or the address wrong?"),
        ("Verif", "what was read back differs from what was written: is the flash worn or the address wrong?"),
    ];

    public static string Of(int? exitCode, string words) =>
        Known.FirstOrDefault(known => words.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Cause ?? $"it ended with exit code {exitCode}";
}
