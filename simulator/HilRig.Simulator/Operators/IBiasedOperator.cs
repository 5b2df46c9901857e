using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;

namespace HilRig.Simulator.Operators;

/// <summary>An int8 operator with weights and a bias per output channel: CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, TRANSPOSE_CONV.</summary>
public interface IBiasedOperator
{
    /// <summary>The bias as stored and as widened; null when the operator has none.</summary>
    LayerBias? Bias { get; }

    OutputQuantization Quantization { get; }

    /// <summary>Output channels.</summary>
    int Channels { get; }

    /// <summary>Zero point of the output.</summary>
    int OutputOffset { get; }

    ActivationRange ClampRange { get; }

    /// <summary>Computes one output element anew from the operator's inputs as they lie in the session's arena.</summary>
    /// <param name="element">Flat index in the output tensor.</param>
    int Accumulator(InferenceSession session, int element);
}
