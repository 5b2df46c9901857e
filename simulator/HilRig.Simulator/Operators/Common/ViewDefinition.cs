using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>
/// An operator whose output is one input's elements in another order, or some of them. Scales and zero points are not looked at,
/// as in TensorFlow Lite Micro: codes are copied.
/// </summary>
/// <param name="input">Position of the input that is copied.</param>
public abstract class ViewDefinition(BuiltinOperator code, int maxVersion, int input = 0) : OperatorDefinition
{
    public sealed override BuiltinOperator Code => code;

    public sealed override int MaxVersion => maxVersion;

    public sealed override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public sealed override PreparedOperator Prepare(PrepareContext context)
    {
        var source = context.Input(input);
        context.SameType(context.Output, source);
        var gather = new GatherOperator(context.Node, input, View(context, source), context.ElementBytes(source));
        return Arguments(context, source) is { } arguments ? gather.With(arguments) : gather;
    }

    /// <summary>See <see cref="PreparedOperator.Arguments"/>.</summary>
    protected virtual object? Arguments(PrepareContext context, TensorInfo source) => null;

    /// <summary>Validates the operator and gives the order in which the output reads the input.</summary>
    protected abstract StridedView View(PrepareContext context, TensorInfo source);
}
