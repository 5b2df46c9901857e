using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Images;

/// <summary>What one operator brings into the image besides its record.</summary>
/// <param name="Parameters">i32 values of IMAGE.md; float bounds as their bits.</param>
internal sealed record OperatorSections(params int[] Parameters)
{
    public byte[] Weights { get; init; } = [];

    public byte[] Bias { get; init; } = [];

    public BiasEncoding BiasEncoding { get; init; } = BiasEncoding.None;

    public BiasWidening Widening { get; init; } = BiasWidening.None;

    /// <summary>Multipliers, then shifts; as many of each.</summary>
    public int[] Quantization { get; init; } = [];

    /// <summary>Output channels of an operator with weights.</summary>
    public int Channels { get; init; }
}

/// <summary>The image's bias type byte.</summary>
internal enum BiasEncoding : byte
{
    None = 0,
    Int8 = 1,
    Int16 = 2,
    Int32 = 3,
    Float32 = 4,
    Int64 = 5,
}
