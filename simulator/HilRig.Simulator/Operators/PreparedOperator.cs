using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators;

/// <summary>An operator with everything validated and computed that does not depend on the sample. Immutable, shared by threads.</summary>
public abstract class PreparedOperator(OperatorNode node)
{
    public OperatorNode Node { get; } = node;

    /// <summary>
    /// What another engine needs to compute it, where the operator is not of a class of its own that tells: see <see cref="Common.PoolArguments"/>
    /// and its neighbours. Null where nothing is told.
    /// </summary>
    public object? Arguments { get; private set; }

    /// <summary>Multiply-accumulates of one inference.</summary>
    public virtual long Macs => 0;

    /// <summary>Elementary steps of one inference where they are more than the multiply-accumulates; bounds what is run at all.</summary>
    public virtual long Steps => Macs;

    /// <summary>int16 elements of scratch the simulator's vector kernel needs; the plain C kernels on a board need none.</summary>
    public virtual int ScratchElements => 0;

    /// <summary>True when every session needs an object of its own for this operator.</summary>
    public virtual bool HasWorkspace => false;

    /// <summary>Makes that object; called once for each session.</summary>
    public virtual object CreateWorkspace() => throw new NotSupportedException($"{Node} has no workspace");

    internal PreparedOperator With(object arguments)
    {
        Arguments = arguments;
        return this;
    }

    /// <summary>Computes the output from the inputs in the session's arena.</summary>
    public abstract void Invoke(InferenceSession session);
}
