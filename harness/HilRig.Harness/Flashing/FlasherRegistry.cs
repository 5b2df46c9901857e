using HilRig.Harness.Flashing.Flashers;

namespace HilRig.Harness.Flashing;

/// <summary>The flashers there are, one line each, in the order they are tried where nothing names one.</summary>
public static class FlasherRegistry
{
    public static IReadOnlyList<IFlasher> All { get; } =
    [
        new OpenOcd(),
        new PyOcd(),
        new ProbeRs(),
        new StFlash(),
        new JLink(),
        new Uf2Drive(),
        new MassStorage(),
    ];
}
