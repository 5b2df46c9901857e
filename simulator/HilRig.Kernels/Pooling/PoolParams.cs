using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><c>cmsis_nn_pool_params</c>. Input and output share one quantization, so there is nothing to rescale.</summary>
/// <param name="Padding">Left and top only; taps outside the input do not count.</param>
public sealed record PoolParams(Tile Stride, Tile Padding, ActivationRange Activation);
