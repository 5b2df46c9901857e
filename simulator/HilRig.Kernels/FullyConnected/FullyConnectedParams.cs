using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary><c>cmsis_nn_fc_params</c>.</summary>
/// <param name="InputOffset">Negative of the input's zero point.</param>
/// <param name="FilterOffset">Negative of the weights' zero point, normally 0.</param>
/// <param name="OutputOffset">Zero point of the output.</param>
/// <param name="Activation">Clamp of the output.</param>
public sealed record FullyConnectedParams(int InputOffset, int FilterOffset, int OutputOffset, ActivationRange Activation);
