using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>What quantizing a net costs against its float outputs.</summary>
internal static class QuantizationError
{
    /// <summary>Root of the mean squared difference, on samples that were not calibrated with.</summary>
    public static double Of(FloatNet net, QuantizationOptions options)
    {
        var differences = Differences(net, options);
        return Math.Sqrt(differences.Average(d => d * d));
    }

    /// <summary>The largest mean difference of an output channel.</summary>
    public static double Bias(FloatNet net, QuantizationOptions options, int channels)
    {
        var differences = Differences(net, options);
        return Enumerable.Range(0, channels).Max(c => Math.Abs(differences.Where((_, i) => i % channels == c).Average()));
    }

    private static double[] Differences(FloatNet net, QuantizationOptions options)
    {
        var (graph, all) = (net.Graph(), net.Samples(80));
        var (calibration, test) = (all[..(all.Length / 2)], all[(all.Length / 2)..]);
        var quantized = ModelReader.Read(PostTrainingQuantizer.Quantize(graph, calibration, options).File, "net");
        return [.. FloatNet.RunQuantized(PreparedModel.Prepare(quantized), test).Zip(FloatNet.Run(graph, test), (a, b) => a - b)];
    }
}
