namespace HilRig.Kernels.Tensors;

/// <summary><c>cmsis_nn_tile</c>: a width and a height in elements (stride, padding or dilation).</summary>
public readonly record struct Tile(int W, int H);
