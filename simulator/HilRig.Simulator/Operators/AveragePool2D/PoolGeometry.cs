using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>Where the windows of a pooling operator lie.</summary>
/// <param name="Padding">Left and top.</param>
/// <param name="Filter">1 x height x width x 1.</param>
public sealed record PoolGeometry(Tile Stride, Tile Padding, Dims Input, Dims Filter, Dims Output)
{
    // TensorFlow Lite Micro takes scales that differ by less as equal.
    private const float ScaleTolerance = 1e-6f;

    /// <summary>Taps of all windows together, the part of a window outside the input left out.</summary>
    public long Taps => (long)Output.Count * Math.Min(Filter.H, Input.H) * Math.Min(Filter.W, Input.W);

    /// <summary>From the options and input 0; the file's output shape must be the one they give.</summary>
    public static PoolGeometry Of(PrepareContext context, Pool2DOptions options)
    {
        context.SameType(context.Input(0), context.Output);
        var input = context.Nhwc(context.Input(0));
        var rows = WindowAxis.Of(options.Padding, input.H, options.Filter.H, options.Stride.H);
        var columns = WindowAxis.Of(options.Padding, input.W, options.Filter.W, options.Stride.W);
        var output = new Dims(input.N, rows.Output, columns.Output, input.C);
        context.RequireOutputDims(output);
        return new(options.Stride, new(columns.Before, rows.Before), input, new(1, options.Filter.H, options.Filter.W, 1), output);
    }

    /// <summary>The kernel's arguments for codes: nothing is rescaled, so input and output must share one quantization.</summary>
    public PoolParams Codes(PrepareContext context, FusedActivation activation)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        if (input.ZeroPoint != output.ZeroPoint || Math.Abs(input.Scale - output.Scale) > ScaleTolerance)
            throw context.Unsupported($"input quantization {input} differs from output quantization {output}", "equal quantization");
        return new(Stride, Padding, activation.Range(output, context.IntegerRange(context.Output)));
    }
}
