using System.Runtime.CompilerServices;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Legacy;

/// <summary>What the legacy kernels return an error for, and what they rely on without a look.</summary>
/// <param name="Kernel">The CMSIS-NN function, for messages.</param>
internal readonly record struct LegacyContract(string Kernel)
{
    /// <summary>ARM_CMSIS_NN_ARG_ERROR.</summary>
    public void Reject(bool breaks, string reason)
    {
        if (breaks)
            throw KernelStatusException.Argument(Kernel, reason);
    }

    public void Require(bool holds, string rule)
    {
        if (!holds)
            throw new KernelContractException(Kernel, rule);
    }

    public void Require(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] RuleText rule)
    {
        if (!holds)
            throw new KernelContractException(Kernel, rule.ToString());
    }

    /// <summary>A function without _nonsquare in its name takes one size for both axes.</summary>
    public void RequireSquare(LegacyConvParams p) =>
        Require(p.IsSquare, "input, kernel, padding, stride and output must be square; the _nonsquare functions take others");

    /// <summary>The fast q7 kernels.</summary>
    public void RejectChannels(LegacyConvParams p, int inputs, int outputs) => Reject(
        p.Input.C % inputs != 0 || p.Output.C % outputs != 0,
        $"{p.Input.C} input channels must be a multiple of {inputs}, {p.Output.C} output channels of {outputs}");
}
