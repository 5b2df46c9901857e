using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>Affine quantization of a tensor: real = scale * (q - zero point).</summary>
/// <param name="Scales">One positive float32 for the tensor, or one per channel along <paramref name="Axis"/>.</param>
/// <param name="ZeroPoints">As many as scales; a shorter list repeats its element 0 (as TensorFlow Lite Micro reads it).</param>
/// <param name="Axis">The quantized dimension; meaningful when there are several scales.</param>
public sealed record TensorQuantization(ImmutableArray<float> Scales, ImmutableArray<long> ZeroPoints, int Axis = 0)
{
    /// <summary>True when each channel has a scale of its own.</summary>
    public bool IsPerChannel => Scales.Length > 1;

    /// <summary>The scale of channel <paramref name="channel"/>, or the only one.</summary>
    public float Scale(int channel = 0) => Scales.Length == 1 ? Scales[0] : Scales[channel];

    /// <summary>The zero point of channel <paramref name="channel"/>, or element 0 where the list is shorter.</summary>
    public long ZeroPoint(int channel = 0) => channel < ZeroPoints.Length ? ZeroPoints[channel] : ZeroPoints[0];
}
