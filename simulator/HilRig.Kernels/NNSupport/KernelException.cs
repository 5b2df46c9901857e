namespace HilRig.Kernels.NNSupport;

/// <summary>A kernel refused its arguments.</summary>
public abstract class KernelException(string message) : Exception(message);

/// <summary>The C kernel returns a status other than success for these arguments.</summary>
public sealed class KernelStatusException(KernelStatus status, string kernel, string reason) : KernelException($"{kernel}: {reason}")
{
    /// <summary>What the C kernel returns.</summary>
    public KernelStatus Status { get; } = status;

    /// <summary>The CMSIS-NN function.</summary>
    public string Kernel { get; } = kernel;

    /// <summary>ARM_CMSIS_NN_ARG_ERROR.</summary>
    public static KernelStatusException Argument(string kernel, string reason) => new(KernelStatus.ArgumentError, kernel, reason);
}

/// <summary>
/// The C kernel would read or write outside its buffers, or its result is undefined: there is no right answer to compute.
/// </summary>
/// <param name="kernel">The CMSIS-NN function.</param>
/// <param name="rule">The rule that is broken, with value and legal range.</param>
public sealed class KernelContractException(string kernel, string rule) : KernelException($"{kernel}: {rule}")
{
    public string Kernel { get; } = kernel;

    public string Rule { get; } = rule;
}
