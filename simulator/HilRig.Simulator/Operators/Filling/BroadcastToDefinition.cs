using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Filling;

/// <summary>BROADCAST_TO a constant shape, which must be the output's.</summary>
public sealed class BroadcastToDefinition() : ViewDefinition(BuiltinOperator.BroadcastTo, 3)
{
    protected override StridedView View(PrepareContext context, TensorInfo source)
    {
        var output = context.Output;
        context.RequireShape(output, context.Integers(1, output.Shape.Length, "the output's shape"));
        return StridedView.CanBroadcast(source.Shape.AsSpan(), output.Shape.AsSpan())
            ? StridedView.Broadcast(source.Shape.AsSpan(), output.Shape.AsSpan())
            : throw context.Malformed($"{source} cannot be broadcast to {output}");
    }
}
