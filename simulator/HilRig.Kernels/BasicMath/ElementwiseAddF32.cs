using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.BasicMath;

/// <summary>The float32 twin of <see cref="ElementwiseAddS8"/>.</summary>
public static class ElementwiseAddF32
{
    /// <remarks>Both inputs and the output have equal length.</remarks>
    public static void Run(Float32Range activation, ReadOnlySpan<float> input1, ReadOnlySpan<float> input2, Span<float> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = activation.Clamp(input1[i] + input2[i]);
    }
}
