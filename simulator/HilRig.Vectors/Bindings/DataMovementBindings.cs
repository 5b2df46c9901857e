using HilRig.Kernels.Concatenation;
using HilRig.Kernels.Pad;
using HilRig.Kernels.Reshape;
using HilRig.Kernels.Transpose;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_concatenation_s8_*, arm_pad_s8, arm_reshape_s8, arm_transpose_s8.</summary>
internal static class DataMovementBindings
{
    private delegate void Place(ReadOnlySpan<sbyte> input, (int X, int Y, int Z, int W) dims, Span<sbyte> output);

    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_concatenation_s8_x", call => Concatenate(call, (i, d, o) => ConcatenationS8.X(i, d, o, call.Int("output_x"), call.Int("offset_x")))),
        ("arm_concatenation_s8_y", call => Concatenate(call, (i, d, o) => ConcatenationS8.Y(i, d, o, call.Int("output_y"), call.Int("offset_y")))),
        ("arm_concatenation_s8_z", call => Concatenate(call, (i, d, o) => ConcatenationS8.Z(i, d, o, call.Int("output_z"), call.Int("offset_z")))),
        ("arm_concatenation_s8_w", call => Concatenate(call, (i, d, o) => ConcatenationS8.W(i, d, o, call.Int("offset_w")))),
        ("arm_pad_s8", Pad),
        ("arm_reshape_s8", Reshape),
        ("arm_transpose_s8", Transpose),
    ];

    private static void Concatenate(KernelCall call, Place place)
    {
        var dims = (X: call.Int("input_x"), Y: call.Int("input_y"), Z: call.Int("input_z"), W: call.Int("input_w"));
        var output = call.Input<sbyte>("output");
        place(call.Input<sbyte>("input", dims.X * dims.Y * dims.Z * dims.W), dims, output);
        call.Output("output", output);
    }

    private static void Pad(KernelCall call)
    {
        var (input, before, after) = (call.Dims("input"), call.Dims("pre_pad"), call.Dims("post_pad"));
        var output = new sbyte[
            (before.N + input.N + after.N) * (before.H + input.H + after.H) * (before.W + input.W + after.W) * (before.C + input.C + after.C)];
        PadS8.Run(call.Input<sbyte>("input", input.Count), output, (sbyte)call.Int("pad_value"), input, before, after);
        call.Output("output", output);
    }

    private static void Reshape(KernelCall call)
    {
        var output = new sbyte[call.Int("total_size")];
        ReshapeS8.Run(call.Input<sbyte>("input", output.Length), output);
        call.Output("output", output);
    }

    private static void Transpose(KernelCall call)
    {
        var dims = call.Dims("input");
        // An error vector names the axes in its reason only; the last entry is out of range.
        int[] permutation = call.Case.Kind != "error" ? call.List("permutations")
            : call.Reason.StartsWith("4-D", StringComparison.Ordinal) ? [0, 1, 2, 4] : [0, 1, 3];
        var input = call.Input<sbyte>("input");
        var output = new sbyte[call.Case.Kind == "error" ? dims.Count : input.Length];
        TransposeS8.Run(call.Context, input, output, dims, permutation);
        call.Output("output", output);
    }
}
