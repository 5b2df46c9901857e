using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.Repair;

namespace HilRig.Harness.Bias.Repair;

/// <summary>Runs a plan on all samples and tells the fitted ones from those that judge.</summary>
internal sealed class RepairJudge(RepairRequest request, PreparedModel model, RepairReference reference, RepairReference int32, bool hasAnswers)
{
    private const int Int32Bits = 32;

    // Found on the bundled model under QEMU, Cortex-M4 with the DSP kernels: what a bias with a shift takes more than an int32 one.
    private const double InstructionsPerInt8 = 10.5;
    private const double InstructionsPerInt16 = 12.2;

    private readonly int _biases = LayerBias.Of(model).Sum(b => b.Stored.Length);
    private readonly int _int32Bytes = LayerBias.Of(model).Sum(ImageLayout.BiasFlash);

    /// <summary>The model as it came.</summary>
    public RepairPoint Int32() => Point("int32", model, $"{LayerBias.Of(model).Count()}× int32", Int32Bits, int32.Values, int32.Predictions);

    /// <summary>A plan.</summary>
    public RepairPoint Point(string name, RepairPlan plan, CancellationToken cancellation)
    {
        var narrow = model.WithConstants(BiasNarrower.InMemory(model.Graph, plan.Assignments()));
        var outputs = Outputs.Decode(narrow, BatchRunner.Run(narrow, request.Samples.Bytes, request.Samples.Count, cancellation: cancellation));
        return Point(name, narrow, Mix(plan), plan.Bits, outputs.Values, outputs.Predictions());
    }

    private RepairPoint Point(string name, PreparedModel narrow, string mix, int bits, double[] values, int[] predictions)
    {
        var (fit, judged, biases) = (request.Split.Fit, request.Split.Judged, LayerBias.Of(narrow).ToList());
        var bytes = biases.Sum(ImageLayout.BiasFlash);
        return new(
            name, mix, bits, bytes, (double)bytes / _biases, biases.Sum(ImageLayout.BiasRam),
            _int32Bytes - bytes, Changed(predictions, fit), Changed(predictions, judged), Accuracy(predictions, fit), Accuracy(predictions, judged),
            PairedP(predictions, judged), Rmse(values, fit), Rmse(values, judged), (long)Math.Round(biases.Sum(Instructions)));
    }

    private static string Mix(RepairPlan plan) => string.Join(
        ", ", plan.Formats.GroupBy(f => f.Name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()}× {g.Key}"));

    /// <summary>Accuracy of a reference on the judged samples; null without labels.</summary>
    public double? Accuracy(RepairReference judged) => Accuracy(judged.Predictions, request.Split.Judged);

    private int? Changed(int[] predictions, int[] samples) =>
        hasAnswers ? samples.Count(i => predictions[i] != reference.Predictions[i]) : null;

    private double? Accuracy(int[] predictions, int[] samples) =>
        request.Labels is { } labels ? (double)samples.Count(i => predictions[i] == labels[i]) / samples.Length : null;

    private double? PairedP(int[] predictions, int[] samples) => request.Labels is { } labels
        ? Answers.PairedP([.. samples.Select(i => predictions[i])], [.. samples.Select(i => int32.Predictions[i])], [.. samples.Select(i => labels[i])])
        : null;

    private double Rmse(double[] values, int[] samples)
    {
        var (size, sum) = (values.Length / request.Samples.Count, 0.0);
        foreach (var sample in samples)
            for (var i = sample * size; i < (sample + 1) * size; i++)
                sum += (values[i] - reference.Values[i]) * (values[i] - reference.Values[i]);
        return Math.Sqrt(sum / ((double)size * samples.Length));
    }

    // A multiplier is applied once, when the model is loaded.
    private static double Instructions(LayerBias bias) => bias.Widening.Kind is WideningKind.LayerShift or WideningKind.ChannelShift
        ? bias.Stored.Length * (bias.Tensor.Data.Length == bias.Stored.Length ? InstructionsPerInt8 : InstructionsPerInt16)
        : 0;
}
