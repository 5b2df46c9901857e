using HilRig.Kernels.NNSupport;

namespace HilRig.Harness.Export.C;

/// <summary>How a model is written as C.</summary>
public sealed record CExportOptions
{
    /// <summary>Prefix of files, functions and, in capitals, macros; see <see cref="Text.CIdentifier"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Narrow biases are widened once, by the init function, into RAM that they keep; else before each call, in memory that layers share.</summary>
    public bool WidensAtInit { get; init; }

    /// <summary>The build of CMSIS-NN that scratch is sized for and outputs are expected from; null for all, which agree with the reference.</summary>
    public KernelPath? Build { get; init; }

    /// <summary>What biases the model has, for people: <c>int8:channel-shift</c>.</summary>
    public string Bias { get; init; } = "as in the model";

    /// <summary>The self test's input; null for seeded random codes.</summary>
    public byte[]? Sample { get; init; }
}
