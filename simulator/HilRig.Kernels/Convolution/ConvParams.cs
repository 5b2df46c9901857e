using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>cmsis_nn_conv_params</c>.</summary>
/// <param name="InputOffset">Negative of the input's zero point, in [-127, 128].</param>
/// <param name="OutputOffset">Zero point of the output, added after requantization.</param>
/// <param name="Stride">Steps between windows, at least 1.</param>
/// <param name="Padding">Left and top only; a tap that falls outside the input counts zero.</param>
/// <param name="Dilation">Distance between taps, at least 1.</param>
/// <param name="Activation">Clamp of the output.</param>
public sealed record ConvParams(
    int InputOffset, int OutputOffset, Tile Stride, Tile Padding, Tile Dilation, ActivationRange Activation);
