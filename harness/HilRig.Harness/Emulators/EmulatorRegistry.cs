using HilRig.Harness.Emulators.Host;
using HilRig.Harness.Emulators.Qemu;
using HilRig.Harness.Emulators.Renode;

namespace HilRig.Harness.Emulators;

/// <summary>The emulators there are, one line each.</summary>
public static class EmulatorRegistry
{
    public static IReadOnlyList<IEmulator> All { get; } =
    [
        new QemuEmulator(),
        new RenodeEmulator(),
        new HostBoard(),
    ];

    /// <summary>An emulator by its kind.</summary>
    /// <exception cref="EmulatorStartException">Unknown; the known ones are named.</exception>
    public static IEmulator Get(string kind) => All.FirstOrDefault(emulator => emulator.Kind == kind)
        ?? throw new EmulatorStartException($"No emulator of kind '{kind}'; known: {string.Join(", ", All.Select(emulator => emulator.Kind))}.");
}
