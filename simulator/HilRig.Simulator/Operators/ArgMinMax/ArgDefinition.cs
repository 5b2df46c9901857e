using System.Numerics;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.ArgMinMax;

/// <summary>ARG_MAX and ARG_MIN along a constant axis, which disappears; the output is INT32.</summary>
public sealed class ArgDefinition : FormedOperator
{
    private readonly byte _options;

    private ArgDefinition(BuiltinOperator code, byte options, params OperatorForm[] forms)
        : base(code, 3, decides: 0, forms) => _options = options;

    public static ArgDefinition Max { get; } = new(
        BuiltinOperator.ArgMax, ArgOptions.Max, Greatest<sbyte>(ElementType.Int8), Greatest<float>(ElementType.Float32));

    public static ArgDefinition Min { get; } = new(
        BuiltinOperator.ArgMin, ArgOptions.Min, Smallest<sbyte>(ElementType.Int8), Smallest<float>(ElementType.Float32));

    public override OperatorOptions ReadOptions(OptionsTable table) => ArgOptions.Read(table, _options);

    protected override void Validate(PrepareContext context)
    {
        var (input, output) = (context.Input(0), context.Output);
        if (output.Type != ElementType.Int32)
            throw context.UnsupportedType(output, "INT32");
        var axis = context.AxisInput(1, input.Shape.Length);
        if (input.Shape[axis] == 0)
            throw context.Malformed($"dimension {axis} of {input} has no elements to choose from");
        context.RequireShape(output, input.Shape.RemoveAt(axis).AsSpan());
    }

    private static OperatorForm Greatest<T>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool> => Form<T>(type, static (a, b) => a > b);

    private static OperatorForm Smallest<T>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool> => Form<T>(type, static (a, b) => a < b);

    private static OperatorForm Form<T>(ElementType type, Func<T, T, bool> beats)
        where T : unmanaged => new(type, context =>
        {
            var shape = context.Input(0).Shape;
            return new ArgOperator<T>(context.Node, AxisSplit.Of(shape.AsSpan(), context.AxisInput(1, shape.Length)), beats);
        });
}

/// <summary>A prepared ARG_MAX or ARG_MIN.</summary>
public sealed class ArgOperator<T>(OperatorNode node, AxisSplit axis, Func<T, T, bool> beats) : PreparedOperator(node)
    where T : unmanaged
{
    public override void Invoke(InferenceSession session) =>
        ArgExtremum.Run(axis, beats, session.Span<T>(Node.Inputs[0]), session.Int32(Node.Outputs[0]));
}
