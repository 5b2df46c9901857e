namespace HilRig.Kernels.Tensors;

/// <summary>
/// <c>cmsis_nn_dims</c>: batch, height, width, channels of a dense NHWC tensor. For a convolution filter N is the number of
/// output channels; for FULLY_CONNECTED N is the depth and C the number of outputs.
/// </summary>
public readonly record struct Dims(int N, int H, int W, int C)
{
    /// <summary>Number of elements.</summary>
    public int Count => N * H * W * C;

    public override string ToString() => $"{N}x{H}x{W}x{C}";
}
