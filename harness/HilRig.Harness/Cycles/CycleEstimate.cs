namespace HilRig.Harness.Cycles;

/// <summary>Cycles of one inference as a model gives them. Never measured.</summary>
/// <param name="Core">Whose rules were applied.</param>
/// <param name="Operators">In order.</param>
public sealed record CycleEstimate(string Core, CycleScale Scale, IReadOnlyList<OperatorEstimate> Operators)
{
    /// <summary>Of all operators.</summary>
    public double Cycles => Operators.Sum(o => o.Cycles);

    /// <summary>The largest difference between the blocks' instructions and the board's own figure, over the operators.</summary>
    public long LargestGap => Operators.Max(o => Math.Abs(o.Instructions - o.Counted));

    /// <summary>True when nothing ran unseen: no operator differs by more than the one instruction that a counter's tick may round away.</summary>
    public bool IsComplete => LargestGap <= 1;
}

/// <summary>One operator.</summary>
/// <param name="Instructions">Of all executed blocks.</param>
/// <param name="Counted">The board's own figure of the same run.</param>
/// <param name="RuleCycles">By the core's rules at zero wait states, before the scale.</param>
/// <param name="TakenBranches">How many branches were taken.</param>
/// <param name="Unknown">Executed instructions that were not recognized and took one cycle.</param>
/// <param name="Cycles">The estimate.</param>
public sealed record OperatorEstimate(long Instructions, long Counted, long RuleCycles, long TakenBranches, long Unknown, double Cycles);
