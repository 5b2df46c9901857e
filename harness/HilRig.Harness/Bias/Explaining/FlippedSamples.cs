using HilRig.Harness.Data;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>The samples whose answers a scheme changed, the clearest first.</summary>
internal sealed class FlippedSamples(VariantRun int32, SampleSet samples, int[]? labels)
{
    /// <summary>Pictures make a record large; more than these nobody looks at.</summary>
    public const int MostPictures = 24;

    private readonly int[] _before = int32.Outputs.Predictions();

    public IReadOnlyList<FlippedSample> Of(VariantRun narrow, AblationResult ablation, IReadOnlyList<LayerSubject> layers)
    {
        var after = narrow.Outputs.Predictions();
        var flipped = Enumerable.Range(0, after.Length).Where(i => after[i] != _before[i]).OrderByDescending(i => int32.Margin(i, _before[i])).ToList();
        return [.. flipped.Select((sample, rank) => new FlippedSample(
            sample, labels?[sample], _before[sample], after[sample], int32.Margin(sample, _before[sample]), narrow.Margin(sample, after[sample]),
            [.. Enumerable.Range(0, layers.Count).Where(l => ablation.NarrowAlone[l][sample].Predicted != _before[sample]).Select(l => layers[l].Operator.Node.Index)],
            rank < MostPictures ? Picture(samples.Sample(sample)) : null))];
    }

    // What looks like an image or a spectrogram: one batch of height x width with 1 or 3 channels of bytes.
    private PictureRecord? Picture(ReadOnlyMemory<byte> sample)
    {
        var input = int32.Model.Graph.Tensor(int32.Model.Graph.Inputs[0]);
        if (int32.Model.Graph.Inputs.Length != 1 || input.Type != ElementType.Int8 || input.Shape.Length < 3 || input.Shape[0] != 1)
            return null;
        var (height, width, channels) = input.Shape.Length == 3 ? (input.Shape[1], input.Shape[2], 1) : (input.Shape[1], input.Shape[2], input.Shape[3]);
        if (input.Shape.Length > 4 || height < 2 || width < 2 || channels is not (1 or 3))
            return null;
        return new(height, width, channels, [.. sample.ToArray().Select(b => (byte)(b ^ 0x80))]);
    }
}
