namespace HilRig.Vectors;

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    Passed,

    /// <summary>The C has no answer here (memory outside the buffers), and the kernel refused by the rule's name, as it must.</summary>
    Refused,

    Failed,

    /// <summary>Nothing to compare: no such kernel or operator here, or no answer was recorded for these settings.</summary>
    Unsupported,
}

/// <param name="Function">CMSIS-NN function or operator.</param>
/// <param name="Message">The first difference, the rule of a refusal, or why nothing was compared; empty when passed.</param>
/// <param name="RanVector">True where a packed kernel ran, not the scalar definition.</param>
public sealed record CaseResult(string Id, string Function, CaseOutcome Outcome, string Message = "", bool RanVector = false);
