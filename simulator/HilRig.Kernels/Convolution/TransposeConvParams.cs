using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>cmsis_nn_transpose_conv_params</c>, without its padding offsets and dilation, which no kernel reads.</summary>
/// <param name="InputOffset">Negative of the input's zero point, in [-127, 128].</param>
/// <param name="OutputOffset">Zero point of the output, added after requantization.</param>
/// <param name="Stride">Output steps from one input pixel to the next, at least 1.</param>
/// <param name="Padding">Output rows and columns cut off at the top and left.</param>
/// <param name="Activation">Clamp of the output.</param>
public sealed record TransposeConvParams(int InputOffset, int OutputOffset, Tile Stride, Tile Padding, ActivationRange Activation);
