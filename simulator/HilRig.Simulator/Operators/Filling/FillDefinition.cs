using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Filling;

/// <summary>FILL: the scalar that is input 1, repeated in a constant shape, which must be the output's.</summary>
public sealed class FillDefinition() : ViewDefinition(BuiltinOperator.Fill, 4, input: 1)
{
    protected override StridedView View(PrepareContext context, TensorInfo source)
    {
        var shape = context.Output.Shape;
        context.RequireShape(context.Output, context.Integers(0, shape.Length, "the output's shape"));
        return source.ElementCount == 1
            ? new(shape.AsSpan(), new int[shape.Length])
            : throw context.Malformed($"{source} must be a scalar");
    }
}
