using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>The float32 twin of <see cref="FullyConnectedS8"/>.</summary>
public static class FullyConnectedF32
{
    /// <remarks>input [batches][depth], filter [outputs][depth], bias [outputs] or empty, output [batches][outputs].</remarks>
    public static void Run(
        Float32Range activation, int batches, int depth, ReadOnlySpan<float> input, ReadOnlySpan<float> filter,
        ReadOnlySpan<float> bias, int outputs, Span<float> output)
    {
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var sum = DotF32.Dot(input.Slice(b * depth, depth), filter.Slice(o * depth, depth));
                output[b * outputs + o] = activation.Clamp(bias.IsEmpty ? sum : sum + bias[o]);
            }
    }
}
