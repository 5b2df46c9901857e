namespace HilRig.Kernels.FullyConnected;

/// <summary><c>cmsis_nn_bmm_params</c>.</summary>
/// <param name="AdjX">The left side comes transposed. The kernels do not read it: the caller transposes.</param>
/// <param name="AdjY">The right side comes transposed. Not read either: the kernels always take it as [columns][depth].</param>
/// <param name="FullyConnected">Offsets of the left (input) and right (filter) side and of the output, and the clamp.</param>
public sealed record BatchMatmulParams(bool AdjX, bool AdjY, FullyConnectedParams FullyConnected);
