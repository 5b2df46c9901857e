using System.Collections.Immutable;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Images;

/// <summary>What is flashed or sent to a board: one model with its memory plan, in the format of firmware/IMAGE.md.</summary>
/// <param name="Bytes">The whole image, a multiple of 16 bytes.</param>
/// <param name="ModelHash">First 16 bytes of the SHA-256 of the <c>.tflite</c>; of the image's own sections for a graph built in memory.</param>
/// <param name="TensorIndices">Graph tensor index to index in the image's tensor list.</param>
/// <param name="Sizes">Where the bytes go.</param>
public sealed record ModelImage(
    byte[] Bytes, ImmutableArray<byte> ModelHash, ImmutableDictionary<int, int> TensorIndices, ImageSizes Sizes)
{
    /// <exception cref="Simulator.Models.UnsupportedModelException">The firmware has no kernel for an operator.</exception>
    public static ModelImage Build(PreparedModel model) => new ImageBuilder(model).Build();
}

/// <summary>Bytes of an image by purpose; they add up to the image.</summary>
/// <param name="Biases">Stored biases with shifts, multipliers and padding.</param>
/// <param name="BiasRam">Widened copies in RAM; not part of the image.</param>
public sealed record ImageSizes(int Weights, int Biases, int Quantization, int Structure, int BiasRam)
{
    /// <summary>Flash the model takes.</summary>
    public int Total => Weights + Biases + Quantization + Structure;
}
