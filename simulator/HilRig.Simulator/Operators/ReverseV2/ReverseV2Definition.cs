using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.ReverseV2;

/// <summary>REVERSE_V2 along constant axes. TensorFlow Lite Micro takes neighbouring axes only, here they may lie anywhere.</summary>
public sealed class ReverseV2Definition() : ViewDefinition(BuiltinOperator.ReverseV2, 3)
{
    protected override StridedView View(PrepareContext context, TensorInfo source)
    {
        context.Alike(context.Output, source);
        var shape = source.Shape.AsSpan();
        var (begin, steps) = (new int[shape.Length], new int[shape.Length]);
        Array.Fill(steps, 1);
        foreach (var axis in context.Integers(context.Input(1)).Select(a => context.Axis(a, source.Shape.Length)))
        {
            if (steps[axis] < 0)
                throw context.Malformed($"axis {axis} is reversed twice; name each axis once");
            (begin[axis], steps[axis]) = (Math.Max(0, shape[axis] - 1), -1);
        }
        return StridedView.Slice(shape, begin, shape, steps);
    }
}
