using HilRig.Kernels.NNSupport;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Targets;

/// <summary>A target as reports show it.</summary>
/// <param name="Board">Board id, or the simulator's name.</param>
/// <param name="Core">Cortex-M core, or the host's vector width.</param>
/// <param name="KernelSet">Which kernels run: <c>built-in plain C</c>, <c>simulator 512-bit</c>.</param>
/// <param name="CounterUnit">Unit of the tick figures: <c>instructions</c>, <c>cycles</c>; empty for none.</param>
/// <param name="Details">Anything else worth a line: toolchain, clock, firmware size.</param>
public sealed record TargetDescription(
    string Board, string Core, string KernelSet, string CounterUnit, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>The build of CMSIS-NN that is linked, with which the simulator must agree; null where kernels are built in or the simulator's own.</summary>
    public KernelPath? Library { get; init; }

    /// <summary>A board as it describes itself.</summary>
    public static TargetDescription Of(HelloReply hello) => new(
        hello.Board, hello.Mcu, NameOf(hello.KernelSet), NameOf(hello.Clock.Unit),
        new Dictionary<string, string>
        {
            ["toolchain"] = hello.Toolchain,
            // The raw bytes in the order `readelf -n` prints them.
            ["build id"] = Convert.ToHexStringLower(BitConverter.GetBytes(hello.BuildId)),
            ["clock"] = $"{hello.Clock.Hz / 1e6:0.###} MHz",
            ["firmware text"] = $"{hello.Footprint.Text}",
            ["firmware rodata"] = $"{hello.Footprint.ReadOnlyData}",
            ["firmware data"] = $"{hello.Footprint.Data}",
            ["firmware bss"] = $"{hello.Footprint.Bss}",
        })
    {
        Library = hello.KernelSet switch
        {
            Protocol.Commands.KernelSet.CmsisNnPlain => KernelPath.C,
            Protocol.Commands.KernelSet.CmsisNnDsp => KernelPath.Dsp,
            Protocol.Commands.KernelSet.CmsisNnMve => KernelPath.Mve,
            _ => null,
        },
    };

    private static string NameOf(CounterUnit unit) => unit switch
    {
        Protocol.Commands.CounterUnit.Cycles => "cycles",
        Protocol.Commands.CounterUnit.Instructions => "instructions",
        Protocol.Commands.CounterUnit.Nanoseconds => "ns",
        _ => "",
    };

    private static string NameOf(KernelSet set) => set switch
    {
        Protocol.Commands.KernelSet.BuiltInPlain => "built-in, plain C",
        Protocol.Commands.KernelSet.BuiltInDsp => "built-in, DSP",
        Protocol.Commands.KernelSet.BuiltInMve => "built-in, MVE",
        Protocol.Commands.KernelSet.CmsisNnPlain => "CMSIS-NN, plain C",
        Protocol.Commands.KernelSet.CmsisNnDsp => "CMSIS-NN, DSP",
        Protocol.Commands.KernelSet.CmsisNnMve => "CMSIS-NN, MVE",
        _ => $"kernel set {(int)set}",
    };
}
