using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Sums;

/// <summary>CUMSUM along a constant axis.</summary>
public sealed class CumSumDefinition() : FormedOperator(
    BuiltinOperator.CumSum, 1, decides: 0,
    new OperatorForm(ElementType.Int8, context => new CumSumOperator(context.Node, Geometry(context), SumParameters.Of(context))),
    new OperatorForm(ElementType.Float32, context => new CumSumOperator(context.Node, Geometry(context), null)))
{
    public override OperatorOptions ReadOptions(OptionsTable table) => CumSumOptions.Read(table);

    protected override void Validate(PrepareContext context) => context.Alike(context.Output, context.Input(0));

    private static CumulativeSum Geometry(PrepareContext context)
    {
        var (shape, options) = (context.Input(0).Shape, CumSumOptions.Read(context.Node.Options));
        return new(AxisSplit.Of(shape.AsSpan(), context.AxisInput(1, shape.Length)), options.Exclusive, options.Reverse);
    }
}

/// <summary>A prepared CUMSUM.</summary>
/// <param name="codes">Parameters for INT8; null for FLOAT32.</param>
public sealed class CumSumOperator(OperatorNode node, CumulativeSum sums, RunningSum? codes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session)
    {
        var (input, output) = (Node.Inputs[0], Node.Outputs[0]);
        if (codes is null)
            sums.Run(session.Float32(input), session.Float32(output));
        else
            sums.Run(session.Kernel, codes, session.Int8(input), session.Int8(output));
    }
}
