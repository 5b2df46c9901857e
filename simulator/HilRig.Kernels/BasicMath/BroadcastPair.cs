using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.BasicMath;

/// <summary>How <see cref="MaximumS8"/> and <see cref="MinimumS8"/> walk two inputs: an extent of 1 repeats.</summary>
internal static class BroadcastPair
{
    public static void Run(
        string kernel, Dims dims1, ReadOnlySpan<sbyte> input1, Dims dims2, ReadOnlySpan<sbyte> input2, Dims outputDims,
        Span<sbyte> output, Func<sbyte, sbyte, sbyte> pick)
    {
        RefuseDoubleAdvance(kernel, dims1, dims2);
        RefuseDoubleAdvance(kernel, dims2, dims1);
        var index = 0;
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                    for (var c = 0; c < outputDims.C; c++)
                        output[index++] = pick(input1[At(dims1, n, y, x, c)], input2[At(dims2, n, y, x, c)]);
    }

    private static int At(Dims dims, int n, int y, int x, int c) =>
        ((Repeat(n, dims.N) * dims.H + Repeat(y, dims.H)) * dims.W + Repeat(x, dims.W)) * dims.C + Repeat(c, dims.C);

    private static int Repeat(int index, int extent) => extent == 1 ? 0 : index;

    // The C moves the narrow input's pointer on twice at the end of every row, then reads behind the tensor.
    private static void RefuseDoubleAdvance(string kernel, Dims narrow, Dims wide)
    {
        if (narrow is { W: 1, C: 1, H: > 1 } && wide.W > 1)
            throw new KernelContractException(kernel,
                $"an input of {narrow} against {wide}: the C advances the narrow input twice per row and reads behind it. Broadcast it before the call");
    }
}
