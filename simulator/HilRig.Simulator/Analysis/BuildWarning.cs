using HilRig.Kernels.NNSupport;

namespace HilRig.Simulator.Analysis;

/// <summary>Where a build of CMSIS-NN would refuse an operator of a model, or give other bits than the reference.</summary>
/// <param name="Builds">The builds it holds for, in the order C, DSP, MVE.</param>
/// <param name="Text">The broken rule, or how many outputs differ.</param>
public sealed record BuildWarning(IReadOnlyList<KernelPath> Builds, string Text)
{
    public override string ToString() => $"{(Builds.Count == 3 ? "CMSIS-NN" : string.Join(" and ", Builds).ToUpperInvariant())}: {Text}";
}
