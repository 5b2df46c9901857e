using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Resize;

/// <summary>RESIZE_BILINEAR to a constant size.</summary>
public sealed class BilinearDefinition() : FormedOperator(
    BuiltinOperator.ResizeBilinear, 4, decides: 0,
    new OperatorForm(ElementType.Int8, Int8),
    new OperatorForm(ElementType.Float32, Float32))
{
    public override OperatorOptions ReadOptions(OptionsTable table) => BilinearOptions.Read(table);

    protected override void Validate(PrepareContext context)
    {
        if (BilinearOptions.Read(context.Node.Options) is { AlignCorners: true, HalfPixelCenters: true })
            throw context.Malformed("align_corners and half_pixel_centers are both set; at most one of them can be");
    }

    private static BilinearInt8 Int8(PrepareContext context)
    {
        var (options, (input, output)) = (BilinearOptions.Read(context.Node.Options), ResizeShape.Of(context));
        int[] extents = [input.H, input.W, output.H, output.W];
        if (extents.Max() > BilinearS8.MostExtent)
            throw context.Unsupported($"{extents.Max()} rows or columns", $"at most {BilinearS8.MostExtent}");
        var resize = new BilinearS8(input, output, options.AlignCorners, options.HalfPixelCenters, context.Rounding);
        return resize.StaysInside
            ? new(context.Node, resize)
            : throw context.Unsupported($"the C kernel reads outside {context.Input(0)} for {context.Output}", "a lesser magnification");
    }

    private static BilinearFloat32 Float32(PrepareContext context)
    {
        var (options, (input, output)) = (BilinearOptions.Read(context.Node.Options), ResizeShape.Of(context));
        return new(context.Node, new(input, output, options.AlignCorners, options.HalfPixelCenters));
    }
}

/// <summary>A prepared RESIZE_BILINEAR on INT8.</summary>
public sealed class BilinearInt8(OperatorNode node, BilinearS8 resize) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => resize.Run(session.Int8(Node.Inputs[0]), session.Int8(Node.Outputs[0]));
}

/// <summary>A prepared RESIZE_BILINEAR on FLOAT32.</summary>
public sealed class BilinearFloat32(OperatorNode node, BilinearF32 resize) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => resize.Run(session.Float32(Node.Inputs[0]), session.Float32(Node.Outputs[0]));
}
