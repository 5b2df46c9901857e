namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Where an output's quantization comes from.</summary>
internal enum OutputRule
{
    /// <summary>The range that calibration saw; with a fused activation that is the clipped one.</summary>
    Observed,

    /// <summary>Codes are copied, clamped or averaged, never rescaled: the quantization of the data input.</summary>
    SameAsInput,

    /// <summary>Codes of several inputs meet as they are: all of them and the output share one quantization.</summary>
    SharedByAll,

    /// <summary>What the kernels fix for values of 0 to 1: SOFTMAX, LOGISTIC.</summary>
    Probability,

    /// <summary>What the kernels fix for values of -1 to 1: TANH, L2_NORMALIZATION.</summary>
    Sine,

    /// <summary>What the kernels fix for LOG_SOFTMAX.</summary>
    LogProbability,
}
