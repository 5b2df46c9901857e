namespace HilRig.Simulator.Operators.Common;

/// <summary>Positions of an operator's inputs with weights.</summary>
public sealed record LayerInputs(int Input, int Weights, int Bias)
{
    /// <summary>CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED.</summary>
    public static readonly LayerInputs Usual = new(0, 1, 2);

    /// <summary>TRANSPOSE_CONV, whose input 0 is the output's shape.</summary>
    public static readonly LayerInputs Transposed = new(2, 1, 3);
}
