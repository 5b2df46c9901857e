using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Vectors.Bindings;

/// <summary>The signature that convolutions share, context first, then as in Arm's headers.</summary>
internal delegate void WeightedKernel<TParameters, TValue, TWeight, TBias>(
    KernelContext context, TParameters parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<TValue> input,
    Dims filterDims, ReadOnlySpan<TWeight> filter, ReadOnlySpan<TBias> bias, Dims outputDims, Span<TValue> output);

/// <summary>A buffer-size function of a convolution.</summary>
internal delegate int LayerBufferSize<TParameters>(KernelPath path, TParameters parameters, Dims inputDims, Dims filterDims, Dims outputDims);

/// <summary>The tensors of one call of a convolution.</summary>
/// <param name="Filter">int8 weights, or packed nibbles as bytes.</param>
/// <param name="Bias">Empty for NULL.</param>
internal sealed record WeightedLayer<TValue, TWeight, TBias>(
    Dims InputDims, TValue[] Input, Dims FilterDims, TWeight[] Filter, TBias[] Bias, Dims OutputDims, TValue[] Output)
    where TValue : unmanaged
    where TWeight : unmanaged
    where TBias : unmanaged
{
    public static WeightedLayer<TValue, TWeight, TBias> Read(KernelCall call)
    {
        var (input, filter, output) = (call.Dims("input"), call.Dims("filter"), call.Dims("output"));
        var weights = typeof(TWeight) == typeof(byte)
            ? (TWeight[])(object)call.Nibbles("filter", filter.Count)
            : call.Input<TWeight>("filter", filter.Count);
        var bias = call.Optional<TBias>("bias", output.C) ?? [];
        return new(input, call.Input<TValue>("input", input.Count), filter, weights, bias, output, new TValue[output.Count]);
    }

    /// <summary>Runs a kernel on it and hands back output and scratch sizes.</summary>
    public void Run<TParameters>(
        KernelCall call, TParameters parameters, WeightedKernel<TParameters, TValue, TWeight, TBias> kernel,
        LayerBufferSize<TParameters> bufferSize)
    {
        call.Scratch(path => bufferSize(path, parameters, InputDims, FilterDims, OutputDims));
        kernel(call.Context, parameters, call.Quantization(), InputDims, Input, FilterDims, Filter, Bias, OutputDims, Output);
        call.Output("output", Output);
    }
}
