using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;

namespace HilRig.Simulator.Operators.Common;

/// <summary>An INT8 operator with weights and a bias per output channel: what CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED share.</summary>
public abstract class Int8Layer : PreparedOperator, IBiasedOperator
{
    internal Int8Layer(PrepareContext context, WeightedLayer layer, int channels, int outputOffset, ActivationRange clampRange)
        : base(context.Node)
    {
        (Layer, Channels, OutputOffset, ClampRange) = (layer, channels, outputOffset, clampRange);
    }

    public WeightedLayer Layer { get; }

    public LayerBias? Bias => Layer.Bias;

    public OutputQuantization Quantization => Layer.Quantization;

    public int Channels { get; }

    public int OutputOffset { get; }

    public ActivationRange ClampRange { get; }

    public abstract int Accumulator(InferenceSession session, int element);
}
