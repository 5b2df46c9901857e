using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>Explains where the loss of a scheme comes from: layers by ablation, channels by their numbers, samples by their margins.</summary>
internal sealed class SchemeExplainer(VariantRun int32, SampleSet samples, int[]? labels)
{
    private readonly int[] _before = int32.Outputs.Predictions();
    private readonly Lazy<AccumulatorRanges> _ranges = new(() => AccumulatorRanges.Observe(int32.Model, samples));

    /// <summary>What the samples put into the accumulators of the int32 model.</summary>
    public AccumulatorRanges Ranges => _ranges.Value;

    /// <param name="narrow">The subject's run on all samples.</param>
    /// <param name="step">Takes inferences finished, in total.</param>
    public SchemeExplanation Explain(
        NarrowSubject subject, VariantRun narrow, Func<AblationModels, IProgress<int>?> step, CancellationToken cancellation)
    {
        var models = new AblationModels(int32.Model, subject);
        var (finished, progress) = (0, step(models));
        var ablation = new AblationRun(models, int32.Task, samples).Run(n => progress?.Report(Interlocked.Add(ref finished, n)), cancellation);
        var squares = models.Layers.Select((_, i) => ablation.NarrowAlone[i].Sum(s => s.Squares)).ToArray();
        var layers = models.Layers.Select((layer, i) => Layer(layer, i, ablation, squares[i] / Math.Max(double.Epsilon, squares.Sum()))).ToList();
        var whole = Effect(ablation, ablation.Narrow);
        return new(
            subject.Name, whole.Changed, whole.AccuracyDrop, whole.ScoreRmse, layers,
            int32.Task.HasAnswers ? new FlippedSamples(int32, samples, labels).Of(narrow, ablation, models.Layers) : [], Sentences(layers));
    }

    private LayerExplanation Layer(LayerSubject layer, int i, AblationResult ablation, double share)
    {
        var diagnosis = BiasDiagnosis.Of(layer.WideBias, layer.NarrowBias, layer.Assignment.Bits);
        var channels = ChannelTable.Of(layer, diagnosis, ablation.Sums.Local[i], Ranges);
        var bytes = ImageLayout.BiasFlash(layer.NarrowBias);
        var explanation = new LayerExplanation
        {
            Index = layer.Operator.Node.Index, Operator = layer.Operator.Node.Name, Name = LayerTable.Name(int32.Model, layer.Operator),
            Tensor = int32.Model.Graph.Tensor(layer.Operator.Node.Outputs[0]).Name,
            Stored = LayerTable.BiasText(layer.NarrowOperator), LocalRmse = ablation.Sums.Local[i].Rmse, LocalLargest = ablation.Sums.Local[i].Largest,
            AccumulatedRmse = ablation.Sums.Accumulated[i].Rmse, PredictedRmse = Math.Sqrt(channels.Average(c => c.Predicted * c.Predicted)),
            NarrowAlone = Effect(ablation, ablation.NarrowAlone[i]), WideAlone = Effect(ablation, ablation.WideAlone[i]), Share = share,
            BiasBytes = bytes, WideExtraBytes = ImageLayout.BiasFlash(layer.WideBias) - bytes, ChannelShiftExtraBytes = ChannelShiftBytes(layer) - bytes,
            Clamped = diagnosis.Faults.Count(f => f == BiasFault.Clamped), RoundedAway = diagnosis.Faults.Count(f => f == BiasFault.RoundedAway),
            Dead = channels.Count(c => c.IsDead), HeadroomBits = channels.Min(c => Ranges.Headroom(layer.Position, c.Channel)), Channels = channels,
        };
        return explanation with { Cause = LayerCause.Of(explanation, diagnosis, samples.Count) };
    }

    private Ablation Effect(AblationResult ablation, SampleScore[] version)
    {
        var predictions = version.Select(s => s.Predicted).ToArray();
        return new(
            int32.Task.HasAnswers ? Answers.Changed(predictions, _before) : null,
            int32.Task.HasAnswers && labels is not null ? (Answers.Right(_before, labels) - Answers.Right(predictions, labels)) / (double)labels.Length : null,
            ablation.Rmse(version));
    }

    private static int ChannelShiftBytes(LayerSubject layer)
    {
        var bits = Math.Min(16, layer.Assignment.Bits);
        var narrow = BiasSchemes.Find("channel-shift").Narrow(layer.WideBias.Stored, layer.WideBias.AccumulatorScales, (1 << (bits - 1)) - 1);
        var widening = BiasWidening.For(narrow.Scales, layer.WideBias.AccumulatorScales, narrow.Values.Length);
        return ImageLayout.BiasFlash(narrow.Values.Length * (bits > 8 ? 2 : 1), widening);
    }

    // The worst first, as far as they matter: an eighth of what the worst does is not worth a sentence.
    private static IReadOnlyList<string> Sentences(List<LayerExplanation> layers)
    {
        var ordered = layers.Where(l => l.Cause.Length > 0).OrderByDescending(l => l.NarrowAlone.Changed ?? 0).ThenByDescending(l => l.NarrowAlone.ScoreRmse).ToList();
        return [.. ordered.Where(l => l.NarrowAlone.ScoreRmse >= ordered[0].NarrowAlone.ScoreRmse / 8).Select(l => l.Cause)];
    }
}
