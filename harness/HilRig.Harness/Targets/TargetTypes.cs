using HilRig.Reporting.Records;

namespace HilRig.Harness.Targets;

/// <summary>Where a cycle figure comes from. Figures of different provenance are never compared.</summary>
public enum Provenance
{
    /// <summary>The target counts nothing.</summary>
    None,

    /// <summary>Cycles of a silicon counter.</summary>
    Measured,

    /// <summary>Executed instructions under an emulator.</summary>
    Emulated,

    /// <summary>A cycle model.</summary>
    Estimated,

    /// <summary>Wall-clock nanoseconds of a desktop process: says nothing of a microcontroller.</summary>
    Host,
}

/// <summary>What to record of every operator during a run.</summary>
public enum LayerDetail
{
    None,

    /// <summary>CRC-32 of the output and the counter, of every operator and sample.</summary>
    Crc,

    /// <summary>The same; a validation also measures each layer's error against the float twin.</summary>
    Stats,
}

/// <summary>What a run gave.</summary>
/// <param name="Outputs">samples * the model's output bytes.</param>
/// <param name="Ticks">Counter units per sample, empty when nothing is counted.</param>
/// <param name="Layers">Per sample and operator; empty without detail.</param>
/// <param name="Elapsed">Wall clock of the whole run.</param>
public sealed record TargetRun(byte[] Outputs, long[] Ticks, LayerRecord[][] Layers, TimeSpan Elapsed)
{
    /// <summary>What the simulator counted; null on boards, which count nothing.</summary>
    public ArithmeticCounts? Arithmetic { get; init; }

    /// <summary>How the link did up to the end of the run; null on the simulator.</summary>
    public LinkRecord? Link { get; init; }
}

/// <summary>How often arithmetic lost bits in a run, exactly as it does on every core: legal, and never what a model wants.</summary>
/// <param name="Wraps">32-bit accumulations and additions that wrapped.</param>
/// <param name="ShiftWraps">Left shifts before a requantization that lost bits.</param>
/// <param name="Truncations">64-bit results of int16 kernels cut to 32 bits that did not fit.</param>
public sealed record ArithmeticCounts(long Wraps, long ShiftWraps, long Truncations)
{
    /// <summary>A sentence for the user; null when nothing was lost.</summary>
    public string? Sentence => (Wraps, ShiftWraps, Truncations) == (0, 0, 0) ? null
        : $"arithmetic lost bits, as it would on the chip: {Wraps} accumulations wrapped, {ShiftWraps} left shifts and {Truncations} 64-bit results were cut; check the scales of the layers with little head-room (hilrig analyze)";
}

/// <summary>One operator of one sample.</summary>
/// <param name="Crc">CRC-32 of its output right after it ran.</param>
/// <param name="Ticks">Counter units it took; 0 when nothing is counted.</param>
public readonly record struct LayerRecord(uint Crc, long Ticks);

/// <summary>How one output element came about.</summary>
/// <param name="BiasStored">As the model stores it.</param>
/// <param name="BiasWidened">As the kernel takes it.</param>
/// <param name="Accumulator">Bias included.</param>
/// <param name="Requantized">Before the output offset.</param>
public sealed record ElementTrace(
    int BiasStored, int BiasWidened, int Accumulator, int Multiplier, int Shift, int Requantized, int Output);

/// <summary>Memory that one inference touched, found by painting and scanning.</summary>
/// <param name="ArenaBytes">Highest arena byte written, plus one.</param>
/// <param name="StackBytes">Deepest stack use.</param>
public sealed record MemoryUse(int ArenaBytes, int StackBytes)
{
    /// <summary>What a board with a model of its own says the model takes, in place of our plan and image; null for all others.</summary>
    public Protocol.Commands.ModelSizes? Own { get; init; }
}
