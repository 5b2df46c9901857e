using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.Vectors.Bindings;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors;

/// <summary>Runs golden vectors through the simulator's kernels and compares everything that was recorded, to the bit.</summary>
public static class KernelRunner
{
    public static CaseResult Run(VectorCase vector, VectorSettings settings)
    {
        if (!KernelBindings.All.TryGetValue(vector.Function, out var binding))
            return new(vector.Id, vector.Function, CaseOutcome.Unsupported, $"no kernel {vector.Function} here");
        if (Expectation.For(vector, settings) is not { } expectation)
            return new(vector.Id, vector.Function, CaseOutcome.Unsupported, "no answer is recorded for this rounding on this path");
        var call = new KernelCall(vector, settings);
        try
        {
            binding(call);
        }
        catch (KernelStatusException refusal)
        {
            return Judge(call, expectation.OfStatus((int)refusal.Status, refusal.Message));
        }
        catch (KernelContractException refusal)
        {
            return expectation.IsUndefined
                ? new(vector.Id, vector.Function, CaseOutcome.Refused, refusal.Message)
                : Judge(call, $"refused: {refusal.Message}");
        }
        catch (Exception damage) when (damage is VectorFormatException or InvalidOperationException or FormatException or OverflowException
            or ArgumentException or IndexOutOfRangeException)
        {
            return Judge(call, $"the vector does not describe a call of this kernel: {damage.Message}");
        }
        return Judge(call, expectation.OfStatus(0, "no error") ?? Difference(call, expectation) ?? Bookkeeping(call));
    }

    /// <summary>
    /// Compares what another engine computed, a board for example, which knows no status: its outputs are in <paramref name="call"/>.
    /// Unsupported where the library refuses or has no answer.
    /// </summary>
    public static CaseResult Compare(KernelCall call) => Expectation.For(call.Case, call.Settings) is { Status: 0, IsUndefined: false } expectation
        ? Judge(call, Difference(call, expectation))
        : new(call.Case.Id, call.Case.Function, CaseOutcome.Unsupported, "the library has no answer to this call");

    private static CaseResult Judge(KernelCall call, string? difference) => new(
        call.Case.Id, call.Case.Function, difference is null ? CaseOutcome.Passed : CaseOutcome.Failed, difference ?? "", call.RanVector);

    private static string? Difference(KernelCall call, Expectation expectation)
    {
        foreach (var (name, expected) in expectation.Outputs)
        {
            if (!call.Produced.TryGetValue(name, out var actual))
                return $"{name} was not computed";
            if (actual.Bytes.Length != expected.Bytes.Length)
                return $"{name} has {actual.Bytes.Length} bytes, expected {expected.Bytes.Length}";
            for (var i = 0; i < expected.Count; i++)
            {
                if (actual.Element(i) != expected.Element(i))
                    return $"{name}[{i}] of {expected.Count} is {actual.Element(i)}, the library gives {expected.Element(i)}";
            }
        }
        return null;
    }

    // Scratch sizes, the wrapper's choice, and whether arithmetic wrapped: recorded for the plain C build.
    private static string? Bookkeeping(KernelCall call)
    {
        foreach (var (name, bytes) in call.Case.ScratchSizes)
        {
            if (!call.Sizes.TryGetValue(name, out var size))
                return $"scratch size '{name}' is not known here, the library gives {bytes}";
            if (size != bytes)
                return $"scratch size '{name}' is {size}, the library gives {bytes}";
        }
        if (call.Case.Kernel is { } kernel && call.Settings.Path != KernelPath.Mve && call.Context.Chosen != kernel)
            return $"the wrapper chose {call.Context.Chosen ?? "nothing"}, the library {kernel}";
        var isDefinition = call.Settings is { Rounding: Rounding.Double, Path: KernelPath.C, Width: VectorWidth.Scalar, Truncates: false };
        if (isDefinition && call.Case.Kind is not ("error" or "scalar") && call.Context.Wraps > 0 != call.Case.Wraps)
            return $"{call.Context.Wraps} wraps were counted, the library {(call.Case.Wraps ? "wrapped" : "did not wrap")}";
        return null;
    }
}
