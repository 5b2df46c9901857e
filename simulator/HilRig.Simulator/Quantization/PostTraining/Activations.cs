using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.Arithmetic;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>The fused activation in an operator's options.</summary>
internal static class Activations
{
    /// <summary>NONE where the options have no such field.</summary>
    public static FusedActivation Of(OperatorOptions? options) => options switch
    {
        Conv2DOptions o => o.Activation,
        DepthwiseConv2DOptions o => o.Activation,
        FullyConnectedOptions o => o.Activation,
        AddOptions o => o.Activation,
        ArithmeticOptions o => o.Activation,
        Pool2DOptions o => o.Activation,
        _ => FusedActivation.None,
    };

    /// <summary>
    /// The options with another activation; null where none can be fused. TRANSPOSE_CONV is among these: CMSIS-NN's glue does not apply
    /// its activation.
    /// </summary>
    public static OperatorOptions? With(OperatorOptions? options, FusedActivation activation) => options switch
    {
        Conv2DOptions o => o with { Activation = activation },
        DepthwiseConv2DOptions o => o with { Activation = activation },
        FullyConnectedOptions o => o with { Activation = activation },
        AddOptions o => o with { Activation = activation },
        ArithmeticOptions o => o with { Activation = activation },
        Pool2DOptions o => o with { Activation = activation },
        _ => null,
    };
}
