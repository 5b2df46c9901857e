namespace HilRig.Kernels.NNSupport;

/// <summary><c>arm_cmsis_nn_status</c>. A kernel that returns is <see cref="Success"/>; the others are thrown.</summary>
public enum KernelStatus
{
    Success = 0,
    ArgumentError = -1,
    NotImplemented = -2,
    Failure = -3,
}
