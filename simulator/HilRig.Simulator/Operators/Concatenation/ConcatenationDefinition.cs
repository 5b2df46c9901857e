using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Concatenation;

/// <summary>CONCATENATION along one axis. Elements are copied as they are, so int8 inputs must have the output's quantization.</summary>
public sealed class ConcatenationDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Concatenation;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override OperatorOptions ReadOptions(OptionsTable table) => ConcatenationOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (options, output) = (ConcatenationOptions.Read(context.Node.Options), context.Output);
        if (options.Activation != FusedActivation.None)
            throw context.Unsupported($"fused activation {options.Activation}", "NONE");
        var (axis, views, offset) = (context.Axis(options.Axis, output.Shape.Length), new List<StridedView>(), 0);
        for (var position = 0; position < context.Node.Inputs.Length; position++)
        {
            var input = Fitting(context, context.Input(position), axis, offset);
            var begin = new int[output.Shape.Length];
            begin[axis] = offset;
            views.Add(StridedView.Slice(output.Shape.AsSpan(), begin, input.Shape.AsSpan()));
            offset += input.Shape[axis];
        }
        if (offset != output.Shape[axis])
            throw context.Malformed($"the inputs give {offset} along axis {axis}, {output} has {output.Shape[axis]}");
        return new ConcatenationOperator(context.Node, [.. views], context.ElementBytes(output));
    }

    private static TensorInfo Fitting(PrepareContext context, TensorInfo input, int axis, int offset)
    {
        var output = context.Output;
        context.SameType(input, output);
        var alike = input.Shape.Length == output.Shape.Length
            && Enumerable.Range(0, input.Shape.Length).All(d => d == axis || input.Shape[d] == output.Shape[d]);
        if (!alike || input.Shape[axis] > output.Shape[axis] - offset)
            throw context.Malformed($"{input} does not fit {output} along axis {axis}");
        if (output.Type == ElementType.Int8 && input.Quantization is not null && context.Scale(input) != context.Scale(output))
            throw context.Unsupported(
                $"{input} has quantization {context.Scale(input)}, {output} has {context.Scale(output)}", "equal quantization");
        return input;
    }
}

/// <summary>Copies each input to its place in the output.</summary>
internal sealed class ConcatenationOperator(OperatorNode node, StridedView[] views, int elementBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session)
    {
        for (var i = 0; i < views.Length; i++)
            DataMovement.Scatter(views[i], elementBytes, session.Bytes(Node.Inputs[i]), session.Bytes(Node.Outputs[0]));
    }
}
