namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>What a float model is quantized to.</summary>
public enum QuantizationTarget
{
    /// <summary>INT8 activations and weights, INT32 biases, by TFLite's conventions.</summary>
    Int8,

    /// <summary>INT16 activations, INT8 weights, INT64 biases, by TFLite's conventions.</summary>
    Int16x8,

    /// <summary>
    /// CMSIS-NN's legacy q7: scales are powers of two, zero points 0, biases INT8 with one shift a layer. The file is an ordinary int8
    /// model with narrow biases, which the legacy kernels can compute too.
    /// </summary>
    Q7,
}
