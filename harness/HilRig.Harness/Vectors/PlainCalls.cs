using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>Kernels without weights.</summary>
internal static class PlainCalls
{
    public static IReadOnlyList<(string Function, Func<KernelCall, BoardCall> Make)> All { get; } =
    [
        ("arm_avgpool_s8", AveragePoolS8),
        ("arm_softmax_s8", SoftmaxS8),
        ("arm_elementwise_add_s8", AddS8),
        ("arm_reshape_s8", ReshapeS8),
    ];

    private static BoardCall AveragePoolS8(KernelCall call)
    {
        var (filter, stride, padding, range) = (call.Dims("filter"), call.Tile("stride"), call.Tile("padding"), call.Activation());
        int[] parameters = [range.Min, range.Max, stride.H, stride.W, padding.H, padding.W, filter.H, filter.W];
        var input = call.Dims("input");
        return new(
            BuiltinOperator.AveragePool2D, ElementType.Int8, new(false, parameters),
            [(input, BoardCall.Bytes(call.Input<sbyte>("input", input.Count)))], call.Dims("output"));
    }

    private static BoardCall SoftmaxS8(KernelCall call)
    {
        var (rows, size, scale) = (call.Int("num_rows"), call.Int("row_size"), call.Scale(""));
        var dims = new Dims(1, 1, rows, size);
        return new(
            BuiltinOperator.Softmax, ElementType.Int8, new(false, [rows, size, scale.Multiplier, scale.Shift, call.Int("diff_min")]),
            [(dims, BoardCall.Bytes(call.Input<sbyte>("input", rows * size)))], dims);
    }

    private static BoardCall AddS8(KernelCall call)
    {
        var (size, first, second, sum, range) =
            (call.Int("block_size"), call.Scale("input_1_"), call.Scale("input_2_"), call.Scale("out_"), call.Activation());
        int[] parameters =
        [
            call.Int("input_1_offset"), call.Int("input_2_offset"), call.Int("left_shift"), first.Multiplier, first.Shift, second.Multiplier, second.Shift,
            call.Int("out_offset"), sum.Multiplier, sum.Shift, range.Min, range.Max,
        ];
        var dims = new Dims(1, 1, 1, size);
        return new(BuiltinOperator.Add, ElementType.Int8, new(false, parameters), [Operand("input_1"), Operand("input_2")], dims);

        (Dims Dims, byte[] Bytes) Operand(string name) => (dims, BoardCall.Bytes(call.Input<sbyte>(name, size)));
    }

    private static BoardCall ReshapeS8(KernelCall call)
    {
        var dims = new Dims(1, 1, 1, call.Int("total_size"));
        return new(BuiltinOperator.Reshape, ElementType.Int8, new(false, []), [(dims, BoardCall.Bytes(call.Input<sbyte>("input", dims.C)))], dims);
    }
}
