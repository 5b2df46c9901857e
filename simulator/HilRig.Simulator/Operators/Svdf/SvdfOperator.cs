using HilRig.Kernels.Svdf;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Svdf;

/// <summary>A prepared SVDF with an INT16 state, or on FLOAT32; its state is a variable tensor.</summary>
public sealed class SvdfOperator : PreparedOperator
{
    private readonly Action<InferenceSession> _kernel;

    internal SvdfOperator(PrepareContext context, SvdfInputs inputs, Action<InferenceSession> kernel)
        : base(context.Node) => (Dims, _kernel) = (inputs.Dims, kernel);

    public SvdfDims Dims { get; }

    public override long Macs => (long)Dims.Batches * Dims.Features * (Dims.InputSize + Dims.Memory);

    public override void Invoke(InferenceSession session) => _kernel(session);
}
