using System.Collections.Immutable;

namespace HilRig.Harness.Export.C;

/// <summary>Bytes that an exported model takes, the code of CMSIS-NN left out.</summary>
/// <param name="Weights">Flash: weights and other constants that a layer reads.</param>
/// <param name="Biases">Flash: biases with their shifts and multipliers.</param>
/// <param name="Quantization">Flash: multipliers and shifts of outputs.</param>
/// <param name="Arena">RAM: the tensors.</param>
/// <param name="Scratch">RAM: what CMSIS-NN asks for at most, by build: C, DSP, MVE.</param>
/// <param name="Widened">RAM: biases as int32.</param>
/// <param name="Sums">RAM of an MVE build: sums of weights that are kept.</param>
public sealed record CExportSizes(int Weights, int Biases, int Quantization, int Arena, ImmutableArray<int> Scratch, int Widened, int Sums)
{
    /// <summary>Constants together.</summary>
    public int Flash => Weights + Biases + Quantization;
}
