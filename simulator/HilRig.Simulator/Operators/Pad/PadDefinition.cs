using System.Runtime.InteropServices;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Pad;

/// <summary>
/// PAD and PADV2: a border before and after each axis, as many as input 1 says. Its value is real 0, or PADV2's input 2; codes are
/// copied as they are.
/// </summary>
public sealed class PadDefinition(BuiltinOperator code) : OperatorDefinition
{
    public override BuiltinOperator Code => code;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (input, output) = (context.Input(0), context.SameType(context.Output, context.Input(0)));
        var (rank, pads) = (input.Shape.Length, context.Integers(context.Input(1)));
        if (pads.Length != 2 * rank || output.Shape.Length != rank || pads.Any(p => p < 0))
            throw context.Malformed($"{context.Input(1)} must hold {rank} pairs of 0 or more for {input}");
        var before = pads.Where((_, i) => i % 2 == 0).ToArray();
        for (var d = 0; d < rank; d++)
        {
            if (output.Shape[d] != (long)before[d] + input.Shape[d] + pads[2 * d + 1])
                throw context.Malformed($"{output} has {output.Shape[d]} in dimension {d}, {input} with its pads has another extent");
        }
        var view = StridedView.Slice(output.Shape.AsSpan(), before, input.Shape.AsSpan());
        return new PadOperator(context.Node, view, Value(context, input), context.OptionalInput(2)?.Index ?? -1);
    }

    private static byte[] Value(PrepareContext context, TensorInfo input)
    {
        var size = context.ElementBytes(input);
        if (context.OptionalInput(2) is { } value)
        {
            if (context.SameType(value, input).ElementCount != 1)
                throw context.Malformed($"{value} must be one element");
            if (input.Type == ElementType.Int8 && value.Quantization is not null && context.Scale(value) != context.Scale(context.Output))
                throw context.Unsupported(
                    $"{value} has quantization {context.Scale(value)}", $"the output's, {context.Scale(context.Output)}");
        }
        var zero = new byte[size];
        if (input.Type == ElementType.Int8)
            MemoryMarshal.Write(zero, (sbyte)context.Scale(context.Output).ZeroPoint);
        return zero;
    }
}

/// <summary>Fills the output with the border's value and copies the input into it.</summary>
/// <param name="zero">The border where no tensor gives it.</param>
/// <param name="value">Tensor that holds the border's value; -1 for none.</param>
internal sealed class PadOperator(OperatorNode node, StridedView view, byte[] zero, int value) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session)
    {
        var output = session.Bytes(Node.Outputs[0]);
        DataMovement.Fill(value < 0 ? zero : session.Bytes(value), output);
        DataMovement.Scatter(view, zero.Length, session.Bytes(Node.Inputs[0]), output);
    }
}
