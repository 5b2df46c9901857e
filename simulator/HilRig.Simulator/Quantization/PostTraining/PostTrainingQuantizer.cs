using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining.Correcting;
using HilRig.Simulator.Quantization.PostTraining.Equalizing;
using HilRig.Simulator.Quantization.PostTraining.Folding;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>
/// Turns a FLOAT32 model into an integer one by TFLite's conventions: activations per tensor from calibration, weights symmetric,
/// biases in steps of the accumulator. Inputs and outputs of the model become integers too. The same model, samples and options give
/// the same bytes.
/// </summary>
public static class PostTrainingQuantizer
{
    /// <summary>Folds, equalizes if asked to, calibrates with the samples, quantizes, corrects and narrows biases if asked to.</summary>
    /// <param name="graph">A model whose activations are all FLOAT32.</param>
    /// <param name="samples">Float32 inputs of one sample after another, each in the model's order.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">No sample, or not a whole number of samples.</exception>
    /// <exception cref="ModelException">The model cannot be run, or has an operator or sharing that is not quantized.</exception>
    public static QuantizedModel Quantize(ModelGraph graph, ReadOnlyMemory<float> samples, QuantizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new();
        var format = NumberFormat.Of(options.To);
        var simple = Simplification.Of(graph);
        // Before calibration, which may take long, and which would name the operators that run, not those that quantize.
        ModelCheck.Require(simple.Graph, format, options);
        var equal = options.Equalize ? CrossLayerEqualization.Apply(simple.Graph) : new(simple.Graph, []);
        var ranges = Calibration.Observe(equal.Graph, samples, options, format);
        var corrected = options.CorrectBiases ? BiasCorrection.Apply(equal.Graph, samples, ranges, options) : new(equal.Graph, []);
        return QuantizedFile.Write(corrected.Graph, ranges, options) with
        {
            Folded = simple.Folded, Equalized = equal.Pairs, Corrected = corrected.Layers,
        };
    }

    /// <summary>How often each sample is run, for a progress bar.</summary>
    public static int Passes(ModelGraph graph, QuantizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        var layers = options.CorrectBiases ? 1 + graph.Operators.Count(o => BiasCorrection.Bias(o) >= 0) : 0;
        return layers + (options.Calibration.NeedsHistogram ? 2 : 1);
    }

    /// <summary>Quantizes to int8 with ranges that were seen before.</summary>
    /// <exception cref="ArgumentException">The ranges belong to a model with another number of tensors.</exception>
    /// <exception cref="ModelException">The model is damaged, or has an operator or sharing that is not quantized.</exception>
    public static QuantizedModel Quantize(ModelGraph graph, CalibrationRanges ranges)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(ranges);
        if (ranges.Ranges.Length != graph.Tensors.Length)
            throw new ArgumentException(
                $"the ranges are of {ranges.Ranges.Length} tensors, the model has {graph.Tensors.Length}; calibrate this model",
                nameof(ranges));
        PreparedModel.Prepare(graph);
        return QuantizedFile.Write(graph, ranges, new());
    }
}
