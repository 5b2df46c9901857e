using HilRig.Harness.Images;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>Kernels without weights.</summary>
internal static class PlainCalls
{
    public static IReadOnlyList<(string Function, Func<KernelCall, BoardCall> Make)> All { get; } =
    [
        ("arm_avgpool_s8", call => Pool<sbyte>(call, BuiltinOperator.AveragePool2D)),
        ("arm_avgpool_s16", call => Pool<short>(call, BuiltinOperator.AveragePool2D)),
        ("arm_max_pool_s8", call => Pool<sbyte>(call, BuiltinOperator.MaxPool2D)),
        ("arm_max_pool_s16", call => Pool<short>(call, BuiltinOperator.MaxPool2D)),
        ("arm_softmax_s8", SoftmaxS8),
        ("arm_softmax_s16", SoftmaxS16),
        ("arm_elementwise_add_s8", call => Add<sbyte>(call, call.Int("input_1_offset"), call.Int("input_2_offset"), call.Int("out_offset"))),
        // Arm's int16 kernel ignores the offsets.
        ("arm_elementwise_add_s16", call => Add<short>(call, 0, 0, 0)),
        ("arm_maximum_s8", call => Extremum(call, BuiltinOperator.Maximum)),
        ("arm_minimum_s8", call => Extremum(call, BuiltinOperator.Minimum)),
        ("arm_reshape_s8", ReshapeS8),
        ("arm_transpose_s8", TransposeS8),
    ];

    private static ElementType TypeOf<T>() => typeof(T) == typeof(short) ? ElementType.Int16 : ElementType.Int8;

    private static BoardCall Pool<T>(KernelCall call, BuiltinOperator code)
        where T : unmanaged
    {
        var (filter, stride, padding, range) = (call.Dims("filter"), call.Tile("stride"), call.Tile("padding"), call.Activation());
        var input = call.Dims("input");
        return new(
            code, TypeOf<T>(), new(range.Min, range.Max, stride.H, stride.W, padding.H, padding.W, filter.H, filter.W),
            BoardTensor.Output<T>(call.Dims("output")), BoardTensor.Input(input, call.Input<T>("input", input.Count)));
    }

    private static BoardCall SoftmaxS8(KernelCall call) => Softmax<sbyte>(call, call.Int("diff_min"), []);

    private static BoardCall SoftmaxS16(KernelCall call) => Softmax<short>(
        call, 0, [.. LayerSections.Bytes(call.Input<short>("exp_lut")), .. LayerSections.Bytes(call.Input<short>("one_by_one_lut"))]);

    private static BoardCall Softmax<T>(KernelCall call, int lowest, byte[] tables)
        where T : unmanaged
    {
        var (rows, size, scale) = (call.Int("num_rows"), call.Int("row_size"), call.Scale(""));
        var dims = new Dims(1, 1, rows, size);
        return new(
            BuiltinOperator.Softmax, TypeOf<T>(), new(rows, size, scale.Multiplier, scale.Shift, lowest) { Weights = tables },
            BoardTensor.Output<T>(dims), BoardTensor.Input(dims, call.Input<T>("input", rows * size)));
    }

    private static BoardCall Add<T>(KernelCall call, int firstOffset, int secondOffset, int outputOffset)
        where T : unmanaged
    {
        var (size, first, second, sum, range) =
            (call.Int("block_size"), call.Scale("input_1_"), call.Scale("input_2_"), call.Scale("out_"), call.Activation());
        int[] parameters =
        [
            firstOffset, secondOffset, call.Int("left_shift"), first.Multiplier, first.Shift, second.Multiplier, second.Shift,
            outputOffset, sum.Multiplier, sum.Shift, range.Min, range.Max,
        ];
        var dims = new Dims(1, 1, 1, size);
        return new(
            BuiltinOperator.Add, TypeOf<T>(), new(parameters), BoardTensor.Output<T>(dims),
            BoardTensor.Input(dims, call.Input<T>("input_1", size)), BoardTensor.Input(dims, call.Input<T>("input_2", size)));
    }

    private static BoardCall Extremum(KernelCall call, BuiltinOperator code)
    {
        var (first, second) = (call.Dims("input_1"), call.Dims("input_2"));
        return new(
            code, ElementType.Int8, new(), BoardTensor.Output<sbyte>(call.Dims("output")),
            BoardTensor.Input(first, call.Input<sbyte>("input_1", first.Count)), BoardTensor.Input(second, call.Input<sbyte>("input_2", second.Count)));
    }

    private static BoardCall ReshapeS8(KernelCall call)
    {
        var dims = new Dims(1, 1, 1, call.Int("total_size"));
        return new(BuiltinOperator.Reshape, ElementType.Int8, new(), BoardTensor.Output<sbyte>(dims), BoardTensor.Input(dims, call.Input<sbyte>("input", dims.C)));
    }

    // Arm's kernel takes the first dimensions of its dims, as many as there are axes, and of two axes always both the other way round.
    private static BoardCall TransposeS8(KernelCall call)
    {
        var (dims, permutation) = (call.Dims("input"), call.List("permutations"));
        if (permutation.Length == 2)
            permutation = [1, 0];
        int[] extents = [.. new[] { dims.N, dims.H, dims.W, dims.C }.Take(permutation.Length)];
        var words = ParameterWords.Permutation(permutation);
        int[] input = [.. Enumerable.Repeat(1, 4 - extents.Length), .. extents];
        int[] output = [.. words.Select(d => input[d])];
        return new(
            BuiltinOperator.Transpose, ElementType.Int8, new(words), BoardTensor.Output<sbyte>(Shape(output)),
            BoardTensor.Input(Shape(input), call.Input<sbyte>("input")));
    }

    private static Dims Shape(int[] extents) => new(extents[0], extents[1], extents[2], extents[3]);
}
