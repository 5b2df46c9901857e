using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Svdf;

/// <summary>The float32 twin of <see cref="SvdfS8"/>; it alone applies a fused activation.</summary>
/// <remarks>Shapes as there.</remarks>
public static class SvdfF32
{
    public static void Run(
        Float32Range activation, int rank, SvdfDims dims, ReadOnlySpan<float> input, Span<float> state, ReadOnlySpan<float> weightsFeature,
        ReadOnlySpan<float> weightsTime, ReadOnlySpan<float> bias, Span<float> output)
    {
        state[1..].CopyTo(state);
        var (cells, units) = (rank * dims.Memory, dims.Features / rank);
        for (var batch = 0; batch < dims.Batches; batch++)
        {
            var x = input.Slice(batch * dims.InputSize, dims.InputSize);
            var remembered = state.Slice(batch * dims.Features * dims.Memory, dims.Features * dims.Memory);
            for (var feature = 0; feature < dims.Features; feature++)
                remembered[(feature + 1) * dims.Memory - 1] = DotF32.Dot(x, weightsFeature.Slice(feature * dims.InputSize, dims.InputSize));
            for (var unit = 0; unit < units; unit++)
            {
                var sum = DotF32.Dot(remembered.Slice(unit * cells, cells), weightsTime.Slice(unit * cells, cells));
                output[batch * units + unit] = activation.Clamp(bias.IsEmpty ? sum : sum + bias[unit]);
            }
        }
    }
}
