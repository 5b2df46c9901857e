using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Where the windows of a convolution lie.</summary>
/// <param name="Padding">Left and top.</param>
public sealed record ConvGeometry(Tile Stride, Tile Padding, Tile Dilation, Dims Input, Dims Filter, Dims Output)
{
    /// <summary>Multiply-accumulates of a transposed convolution: every input pixel meets every weight.</summary>
    public long TransposedMacs => (long)Input.Count * Filter.H * Filter.W * Filter.N;

    /// <summary>Its elementary steps: each output looks at every tap, though only a stride's share of them falls on it.</summary>
    public long TransposedSteps => Math.Max(TransposedMacs, (long)Output.Count * Filter.H * Filter.W);

    /// <summary>The parameters of the int8 kernel.</summary>
    public ConvParams Int8(TensorScale input, TensorScale output, FusedActivation activation) =>
        new(-input.ZeroPoint, output.ZeroPoint, Stride, Padding, Dilation, activation.Int8Range(output));

    /// <summary>The parameters of the int16 kernels, which know no zero points.</summary>
    public ConvParams Int16(TensorScale output, FusedActivation activation) =>
        new(0, 0, Stride, Padding, Dilation, activation.Range(output, new(short.MinValue, short.MaxValue)));

    /// <summary>The parameters of the float32 kernel.</summary>
    public ConvF32Params Float32(FusedActivation activation) => new(Stride, Padding, Dilation, activation.Float32Range());

    /// <summary>Flat output index to batch, row, column and channel.</summary>
    public (int N, int Y, int X, int O) Position(int element)
    {
        var (pixel, o) = Math.DivRem(element, Output.C);
        var (row, x) = Math.DivRem(pixel, Output.W);
        var (n, y) = Math.DivRem(row, Output.H);
        return (n, y, x, o);
    }
}
