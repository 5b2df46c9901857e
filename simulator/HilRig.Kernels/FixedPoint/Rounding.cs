namespace HilRig.Kernels.FixedPoint;

/// <summary>How a requantization rounds. A property of a run, never a tolerance.</summary>
public enum Rounding
{
    /// <summary>Two roundings (gemmlowp): CMSIS-NN's default build and TensorFlow Lite Micro.</summary>
    Double = 0,

    /// <summary>One rounding, halves toward plus infinity: <c>CMSIS_NN_USE_SINGLE_ROUNDING</c>, XNNPACK, X-CUBE-AI.</summary>
    Single = 1,
}
