using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>
/// TRANSPOSE on int8 by <c>arm_transpose_s8</c>. Builds take some orders that change nothing for others, so those are copied, and a first axis
/// of extent 1 that stays is left out.
/// </summary>
internal static class TransposeEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope)
    {
        if (prepared is not { Node.Code: BuiltinOperator.Transpose, Arguments: TransposeArguments a })
            return null;
        var input = scope.Tensor(scope.Node.Inputs[0]);
        if (input.Type != ElementType.Int8)
            throw Refusal.Of(scope.Node, $"{input}: CMSIS-NN transposes int8; move the transposition before the quantization to int16");
        if (a.Permutation.Length > 4)
            throw Refusal.Of(scope.Node, $"{a.Permutation.Length} dimensions; CMSIS-NN transposes up to 4");
        return Full(a.Permutation) is var order && order.SequenceEqual([0, 1, 2, 3])
            ? ReshapeEmitter.Copy(scope)
            : Transpose(scope, order, Dims(input), Dims(scope.Tensor(scope.Node.Outputs[0])), string.Join(' ', a.Permutation));
    }

    private static CLayer Transpose(LayerScope scope, int[] order, int[] input, int[] output, string note)
    {
        var skip = input[0] == 1 && order[0] == 0 ? 1 : 0;
        Dims Leading(int[] d) => skip == 0 ? new(d[0], d[1], d[2], d[3]) : new(d[1], d[2], d[3], 1);
        return new(CExpression.Call("    return ", "arm_transpose_s8", scope.Input(), scope.Output, $"&{scope.Name}_in", $"&{scope.Name}_out", $"&{scope.Name}_params"))
        {
            Notes = [$"order {note}"],
            Constants =
            [
                scope.Constant($"uint32_t", $"order[{4 - skip}]", $"{{ {string.Join(", ", order.Skip(skip).Select(d => d - skip))} }}"),
                scope.Constant("cmsis_nn_transpose_params", "params", $"{{ {4 - skip}, {scope.Name}_order }}"),
                scope.Dims("in", Leading(input)), scope.Dims("out", Leading(output)),
            ],
        };
    }

    private static int[] Full(int[] permutation)
    {
        var added = 4 - permutation.Length;
        return [.. Enumerable.Range(0, added), .. permutation.Select(d => d + added)];
    }

    private static int[] Dims(TensorInfo tensor) => [.. Enumerable.Repeat(1, 4 - tensor.Shape.Length), .. tensor.Shape];
}
