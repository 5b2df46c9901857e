namespace HilRig.Kernels.NNSupport;

/// <summary>Which build of CMSIS-NN a kernel stands for. They agree but for the divergences that each kernel names.</summary>
public enum KernelPath
{
    /// <summary>Plain C: Cortex-M0 to M3 and every host build.</summary>
    C = 0,

    /// <summary><c>ARM_MATH_DSP</c>: Cortex-M4, M7, M33.</summary>
    Dsp = 1,

    /// <summary><c>ARM_MATH_MVEI</c> (Helium): Cortex-M52, M55, M85.</summary>
    Mve = 2,
}
