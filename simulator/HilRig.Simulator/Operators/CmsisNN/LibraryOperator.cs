using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>
/// An operator as an interpreter built with CMSIS-NN runs it: through Arm's wrapper, which chooses a kernel, checks arguments and,
/// on DSP and MVE, differs from the reference in places.
/// </summary>
/// <param name="reference">The operator it stands for.</param>
/// <param name="call">Arm's wrapper on the session's tensors; the session's context says which build.</param>
/// <param name="scratchElements">int16 elements of scratch that the call needs.</param>
public sealed class LibraryOperator(PreparedOperator reference, Action<InferenceSession> call, int scratchElements = 0)
    : PreparedOperator(reference.Node)
{
    /// <summary>The operator it stands for.</summary>
    public PreparedOperator Reference { get; } = reference;

    public override long Macs => Reference.Macs;

    public override long Steps => Reference.Steps;

    public override int ScratchElements => scratchElements;

    public override bool HasWorkspace => Reference.HasWorkspace;

    public override object CreateWorkspace() => Reference.CreateWorkspace();

    public override void Invoke(InferenceSession session) => call(session);
}
