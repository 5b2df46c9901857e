using System.Runtime.InteropServices;
using HilRig.Harness.Images;
using HilRig.Harness.Runs;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Legacy;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Harness.Quantizing;

/// <summary>Quantizes a float model and sets the result beside it.</summary>
public sealed class Quantizer(QuantizeRequest request, IRunProgress progress)
{
    /// <returns>The file, and what can be said of it.</returns>
    /// <exception cref="ModelException">The model cannot be quantized.</exception>
    /// <exception cref="UsageException">Samples that are not finite, or models that do not fit.</exception>
    public (byte[] File, QuantizeRecord Record) Run(CancellationToken cancellation)
    {
        FiniteSamples.Require(request.Calibration, "calibration");
        var quantized = Quantize(cancellation);
        return (quantized.File, Judge(quantized, cancellation));
    }

    private QuantizedModel Quantize(CancellationToken cancellation)
    {
        var (finished, bar) = (0, progress.Step("calibrating", request.Calibration.Count * PostTrainingQuantizer.Passes(request.Float, request.Options)));
        var options = request.Options with { Cancellation = cancellation, Done = n => bar.Report(Interlocked.Add(ref finished, n)) };
        return PostTrainingQuantizer.Quantize(request.Float, MemoryMarshal.Cast<byte, float>(request.Calibration.Bytes.Span).ToArray(), options);
    }

    private QuantizeRecord Judge(QuantizedModel quantized, CancellationToken cancellation)
    {
        var (samples, o) = (request.Test ?? request.Calibration, request.Options);
        FiniteSamples.Require(samples, "test");
        var written = ModelReader.Read(quantized.File, request.Float.Name);
        var runs = Runs(quantized, written);
        var (finished, bar) = (0, progress.Step("comparing", samples.Count * (1 + runs.Count)));
        var comparison = new FloatComparison(request.Float, samples, request.Labels, n => bar.Report(Interlocked.Add(ref finished, n)), cancellation);
        return new(
            request.Float.Name, QuantizationTargets.NameOf(o.To), BiasName(o), o.Calibration.Name, request.Calibration.Count, samples.Count, request.Test is null,
            [comparison.Float(), .. runs.Select(run => comparison.Compare(run.Name, run.Target, run.Model))], request.Float.FileBytes.Length, quantized.File.Length,
            quantized.Folded, quantized.Equalized, quantized.Corrected, quantized.Raised, quantized.RaisedOutputs,
            Footprint.Of(PreparedModel.Prepare(written)).WhyNoImage);
    }

    // The result last; before it what it is to be measured by.
    private List<(string Name, string Target, PreparedModel Model)> Runs(QuantizedModel quantized, ModelGraph written)
    {
        var runs = request.Others.Select(o => (o.Name, "sim", PreparedModel.Prepare(o))).ToList();
        var name = $"{QuantizationTargets.NameOf(request.Options.To)}, {BiasName(request.Options)} biases";
        if (request.Options is { To: QuantizationTarget.Int8, Bias.Scheme: not null })
            runs.Add(("int8, int32 biases", "sim", PreparedModel.Prepare(ModelReader.Read(quantized.WideFile, written.Name))));
        runs.Add((name, "sim", PreparedModel.Prepare(written)));
        if (request.Options.To == QuantizationTarget.Q7)
            runs.Add((name, "sim:q7", LegacyModel.Prepare(written)));
        return runs;
    }

    private static string BiasName(QuantizationOptions options) => options.To switch
    {
        QuantizationTarget.Int16x8 => "int64",
        QuantizationTarget.Q7 => "int8:layer-shift",
        _ => (options.Bias ?? BiasSpec.Int32).ToString(),
    };
}
