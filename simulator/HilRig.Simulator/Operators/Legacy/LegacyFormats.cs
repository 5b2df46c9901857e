using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Simulator.Operators.Legacy;

/// <summary>The q7 formats of one operator's tensors, and the refusals of what is none.</summary>
internal readonly record struct LegacyFormats(ModelGraph Graph, OperatorNode Node)
{
    // Sums have 32 bits.
    private const int MostShift = 31;

    private const string Mend = "quantize the float model with --to q7";

    /// <summary>f of a tensor whose codes count 2^-f.</summary>
    /// <exception cref="UnsupportedModelException">The scale is no power of two, there are several, or the zero point is not 0.</exception>
    public int FractionBits(int tensor)
    {
        var info = Graph.Tensor(tensor);
        var quantization = info.Quantization ?? throw Refused($"{info} has no quantization");
        var exponent = Math.ILogB(quantization.Scale());
        if (quantization.IsPerChannel || quantization.ZeroPoint() != 0 || MathF.ScaleB(1, exponent) != quantization.Scale())
            throw Refused(quantization.IsPerChannel
                ? $"{info} has a scale for each channel"
                : $"{info} has scale {quantization.Scale()}, zero point {quantization.ZeroPoint()}; a power of two and 0 are q7");
        return -exponent;
    }

    public int InputBits => FractionBits(Node.Inputs[0]);

    public int OutputBits => FractionBits(Node.Outputs[0]);

    /// <summary><c>out_shift</c>: from the accumulator to the output.</summary>
    public int OutShift()
    {
        var shift = InputBits + FractionBits(Node.Inputs[1]) - OutputBits;
        return shift is >= 0 and < MostShift ? shift : throw Refused($"out_shift would be {shift}, legal is 0 to {MostShift - 1}");
    }

    /// <summary><c>bias_shift</c>, and the biases that it shifts; zeros where there are none.</summary>
    public (int Shift, sbyte[] Values) Bias(LayerBias? bias, int channels)
    {
        if (bias is null)
            return (0, new sbyte[channels]);
        if (bias is not { Type: ElementType.Int8, Widening: { Kind: WideningKind.LayerShift } widening } || widening.Factors[0].Shift >= MostShift)
            throw Refused($"{bias.Tensor} is no INT8 bias with one left shift for the layer");
        return (widening.Factors[0].Shift, [.. bias.Stored.Select(b => (sbyte)b)]);
    }

    /// <summary>True where a RELU is fused.</summary>
    public bool Rectifies(ActivationRange range) => range switch
    {
        { Max: sbyte.MaxValue, Min: sbyte.MinValue } => false,
        { Max: sbyte.MaxValue, Min: 0 } => true,
        _ => throw Refused($"the fused activation clamps to {range.Min} to {range.Max}; the legacy library has arm_relu_q7 only"),
    };

    /// <summary>Requires the input's and the output's formats to be equal.</summary>
    public void RequireSameFormat()
    {
        foreach (var input in Node.Inputs)
            if (FractionBits(input) != OutputBits)
                throw Refused($"{Graph.Tensor(input)} has {FractionBits(input)} fraction bits and its output {OutputBits}, codes meet as they are");
    }

    public UnsupportedModelException Refused(string why) => new($"{Node} is not for legacy q7 functions: {why}; {Mend}");
}
