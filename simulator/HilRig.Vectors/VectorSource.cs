using HilRig.Vectors.Cases;
using HilRig.Vectors.Models;

namespace HilRig.Vectors;

/// <summary>Something that can be run and compared: a golden vector or a reference model.</summary>
public abstract record VectorSource
{
    /// <summary>Runs it on the simulator.</summary>
    public abstract CaseResult Run(VectorSettings settings);
}

/// <summary>One call of a kernel.</summary>
public sealed record KernelSource(VectorCase Vector) : VectorSource
{
    /// <inheritdoc/>
    public override CaseResult Run(VectorSettings settings) => KernelRunner.Run(Vector, settings);
}

/// <summary>One model with inputs and outputs.</summary>
public sealed record ModelSource(ReferenceModel Model) : VectorSource
{
    /// <inheritdoc/>
    public override CaseResult Run(VectorSettings settings) => ModelRunner.Run(Model, settings);
}
