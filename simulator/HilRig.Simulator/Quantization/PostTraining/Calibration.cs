using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining.Calibrating;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Runs a float model and keeps the range of every activation.</summary>
public static class Calibration
{
    /// <summary>Runs every sample and keeps minima and maxima; the ranges do not depend on order or number of threads.</summary>
    /// <param name="graph">A model whose activations are all FLOAT32.</param>
    /// <param name="samples">Float32 inputs of one sample after another, each in the model's order.</param>
    /// <exception cref="ArgumentException">No sample, or not a whole number of samples.</exception>
    /// <exception cref="ModelException">The model cannot be run in FLOAT32, or an activation became NaN or infinite.</exception>
    public static CalibrationRanges Observe(ModelGraph graph, ReadOnlyMemory<float> samples) =>
        Observe(graph, samples, new(), new Int8Format());

    /// <summary>The same by the options' method.</summary>
    internal static CalibrationRanges Observe(ModelGraph graph, ReadOnlyMemory<float> samples, QuantizationOptions options, NumberFormat format)
    {
        ModelCheck.RequireFloat(graph);
        var model = PreparedModel.Prepare(graph);
        var perSample = model.InputBytes / sizeof(float);
        if (samples.IsEmpty || samples.Length % perSample != 0)
            throw new ArgumentException(
                $"{samples.Length} values are not whole samples of {perSample}; give at least one, all inputs of it one after another",
                nameof(samples));
        var ranges = Run(samples, perSample, () => new RangeRecorder(model), options).Ranges;
        if (options.Calibration.NeedsHistogram)
            ranges = Chosen(Run(samples, perSample, () => new HistogramRecorder(model, ranges), options).Histograms, options.Calibration, format);
        return new([.. ranges], samples.Length / perSample);
    }

    private static RealRange?[] Chosen(Histogram?[] histograms, ICalibrationMethod method, NumberFormat format)
    {
        var chosen = new RealRange?[histograms.Length];
        Parallel.For(0, histograms.Length, tensor => chosen[tensor] = histograms[tensor] is { } values
            ? method.Choose(values, range => ErrorOf(range, format))
            : null);
        return chosen;
    }

    private static QuantizationError ErrorOf(RealRange range, NumberFormat format)
    {
        var scale = format.Scale(range);
        return value =>
        {
            var difference = (ActivationCodes.Code(value, scale, format) - scale.ZeroPoint) * (double)scale.Scale - value;
            return difference * difference;
        };
    }

    private static T Run<T>(ReadOnlyMemory<float> samples, int perSample, Func<T> create, QuantizationOptions options)
        where T : ActivationRecorder
    {
        var all = create();
        try
        {
            Parallel.For(0, samples.Length / perSample, new ParallelOptions { CancellationToken = options.Cancellation }, create, (sample, _, recorder) =>
            {
                recorder.Run(MemoryMarshal.AsBytes(samples.Span.Slice(sample * perSample, perSample)));
                options.Done?.Invoke(1);
                return recorder;
            }, recorder =>
            {
                lock (all)
                    all.Merge(recorder);
            });
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is ModelException))
        {
            throw several.InnerExceptions[0];
        }
        return all;
    }
}
