using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Svdf;

/// <summary><c>cmsis_nn_svdf_params</c> and both per-tensor quantizations.</summary>
/// <param name="Rank">Features per output unit.</param>
/// <param name="InputOffset">The input's zero point itself: the kernel subtracts it, unlike every other kernel.</param>
/// <param name="OutputOffset">Zero point of the output.</param>
/// <param name="InputActivation">Clamp of a new state value.</param>
/// <param name="InputScale">Feature accumulator to state steps.</param>
/// <param name="OutputScale">Time accumulator to output steps.</param>
/// <param name="StateOffset">
/// Zero point of the state: 0 in CMSIS-NN, which takes it as that. TensorFlow Lite Micro's reference adds it after the clamp, cut to
/// the state's type, and subtracts it again.
/// </param>
public sealed record SvdfParams(
    int Rank, int InputOffset, int OutputOffset, ActivationRange InputActivation, ActivationRange OutputActivation,
    QuantizedMultiplier InputScale, QuantizedMultiplier OutputScale, int StateOffset = 0);

/// <summary>Extents of an SVDF layer.</summary>
/// <param name="Batches">Independent inputs, each with a state of its own.</param>
/// <param name="InputSize">Elements of one input.</param>
/// <param name="Features">Units * rank.</param>
/// <param name="Memory">Time steps that a feature remembers.</param>
public readonly record struct SvdfDims(int Batches, int InputSize, int Features, int Memory);
