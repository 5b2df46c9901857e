using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Softmax;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>SOFTMAX on int8 and int16.</summary>
internal static class SoftmaxEmitter
{
    private const string Done = "    return ARM_CMSIS_NN_SUCCESS;";

    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope) => prepared switch
    {
        SoftmaxInt8 { RowSize: >= SoftmaxS8.RowSizeLimit } o =>
            throw Refusal.Of(scope.Node, $"rows of {o.RowSize} elements may overflow the kernel's sum; legal are fewer than {SoftmaxS8.RowSizeLimit}"),
        SoftmaxInt8 o => new(
            CExpression.Call(
                "    ", "arm_softmax_s8", scope.Input(), $"{o.Rows}", $"{o.RowSize}", CExpression.Of(o.Parameters.Multiplier), $"{o.Parameters.Shift}",
                $"{o.Parameters.DiffMin}", scope.Output), Done)
        {
            Notes = [$"{Note(o.Rows, o.RowSize)}; multiplier and shift of a difference to the maximum, and the least one that counts"],
        },
        { Node.Code: BuiltinOperator.Softmax, Arguments: SoftmaxArguments a } => Wide(scope, a),
        _ => null,
    };

    private static CLayer Wide(LayerScope scope, SoftmaxArguments a)
    {
        var (exp, one) = (SoftmaxLuts.Tflite.Exp, SoftmaxLuts.Tflite.OneByOne);
        var tables = (scope.Shared("softmax_exp", exp, "exp over [-10, 0]"), scope.Shared("softmax_one_by_one", one, "1 / (1 + x) over [0, 1]"));
        return new(CExpression.Call(
            "    return ", "arm_softmax_s16", scope.Input(), $"{a.Rows}", $"{a.RowSize}", CExpression.Of(a.Scale.Multiplier), $"{a.Scale.Shift}",
            $"&{scope.Name}_tables", scope.Output))
        {
            Notes = [$"{Note(a.Rows, a.RowSize)}; multiplier and shift of a difference to the maximum"],
            Constants = [scope.Constant("cmsis_nn_softmax_lut_s16", "tables", $"{{ {tables.Item1}, {tables.Item2} }}")],
        };
    }

    private static string Note(int rows, int size) => rows == 1 ? $"{size} classes" : $"{rows} rows of {size}";
}
