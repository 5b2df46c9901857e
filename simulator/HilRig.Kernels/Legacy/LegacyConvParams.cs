using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Legacy;

/// <summary>The scalar arguments of a legacy convolution: <c>dim_im_in</c>, <c>ch_im_in</c>, <c>dim_kernel</c>, <c>padding</c> and so on.</summary>
/// <param name="Input">1 x height x width x channels of the input.</param>
/// <param name="Kernel">Width and height of the filter.</param>
/// <param name="Padding">Left and top; taps outside the input count zero.</param>
/// <param name="Stride">At least 1.</param>
/// <param name="BiasShift">The bias is shifted left by this, for the whole layer.</param>
/// <param name="OutShift">The sum is shifted right by this, for the whole layer.</param>
/// <param name="Output">1 x height x width x channels of the output.</param>
public sealed record LegacyConvParams(Dims Input, Tile Kernel, Tile Padding, Tile Stride, int BiasShift, int OutShift, Dims Output)
{
    /// <summary>q15 elements of <c>bufferA</c>: two columns of the window. <c>bufferB</c> is never used.</summary>
    public int BufferElements => 2 * Input.C * Kernel.W * Kernel.H;

    internal bool IsSquare => Input.W == Input.H && Kernel.W == Kernel.H && Padding.W == Padding.H && Stride.W == Stride.H && Output.W == Output.H;
}
