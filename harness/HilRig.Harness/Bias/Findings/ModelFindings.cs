using System.Globalization;
using HilRig.Harness.Bias.Explaining;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias.Findings;

/// <summary>What is wrong with a model whatever the width of its biases.</summary>
internal sealed class ModelFindings(PreparedModel model, SampleSet samples, AccumulatorRanges ranges)
{
    /// <summary>Kind of the finding that a layer has dead channels.</summary>
    public const string DeadChannels = "dead channels";

    // TensorFlow Lite refuses a bias whose scale, in output steps, is off by more (prepare.md).
    private const double LargestScaleError = 0.02;
    private const double LargestScaleRatio = 1.01;
    private const double LeastHeadroomBits = 1;
    private const double LargestSaturatedShare = 0.01;

    private readonly OutputExtremes _extremes = OutputExtremes.Observe(model, samples);

    public IReadOnlyList<ModelFinding> Find() =>
        [.. Enumerable.Range(0, model.Operators.Length).SelectMany(Of).OfType<ModelFinding>()];

    private IEnumerable<ModelFinding?> Of(int position)
    {
        if (model.Operators[position] is not IBiasedOperator op)
            yield break;
        yield return Dead(position, op);
        yield return Saturation(position, op);
        if (op.Bias is not { } bias)
            yield break;
        yield return Scale(position, op, bias);
        yield return AtLimit(position, bias);
        yield return Headroom(position, op);
    }

    private ModelFinding? Dead(int position, IBiasedOperator op)
    {
        var dead = Runs.DeadChannels.Of(op).Order().ToList();
        if (dead.Count == 0)
            return null;
        var largest = dead.Max(c => Math.Abs((long)op.Bias!.Widened[c]));
        var reach = Invariant($"{largest:N0} (2^{Math.Log2(Math.Max(1, largest)):0.0})");
        return Finding(
            DeadChannels, position, dead,
            $"{dead.Count} of {op.Channels} channels are dead ({List(dead)}): their weight scale is below 1/10000 of the layer's largest, "
            + $"so their biases reach {reach}; one shift a layer in accumulator steps would take every other bias with it: "
            + "use channel-shift or a real scale, or prune the channels");
    }

    private ModelFinding? Scale(int position, IBiasedOperator op, LayerBias bias)
    {
        if (bias.Type != Simulator.Models.ElementType.Int32 || bias.Tensor.Quantization is not { Scales: { Length: > 0 } scales })
            return null;
        var output = OutputScale(position);
        float Stored(int channel) => scales[scales.Length == 1 ? 0 : channel];
        bool IsOff(int channel) => Math.Abs(Stored(channel) - bias.AccumulatorScale(channel)) / output > LargestScaleError
            || Ratio(Stored(channel), bias.AccumulatorScale(channel)) > LargestScaleRatio;
        var off = Enumerable.Range(0, op.Channels).Where(IsOff).ToList();
        return off.Count == 0 ? null : Finding("bias scale", position, off, OtherScale(off, op.Channels, Stored(off[0]), bias.AccumulatorScale(off[0])));
    }

    private static string OtherScale(List<int> off, int channels, float stored, float meant) =>
        Invariant($"the file's bias scale is not s_in * s_w on {off.Count} of {channels} channels: ")
        + Invariant($"{stored:G6} where channel {off[0]} has {meant:G6} ({stored / meant:0.###} times); ")
        + Invariant($"kernels ignore the scale and add the integers as they are, so the biases act {meant / stored:0.###} times as strong ")
        + "as the file says: convert the model again";

    private ModelFinding? AtLimit(int position, LayerBias bias)
    {
        var at = Enumerable.Range(0, bias.Widened.Length).Where(c => bias.Widened[c] is int.MaxValue or int.MinValue).ToList();
        return at.Count == 0 ? null : Finding(
            "bias at int32 limit", position, at,
            $"{at.Count} biases stand at the limit of int32 ({List(at)}): the converter clamped them, their real values are lost; "
            + "raise the weight scale of these channels and convert again");
    }

    private ModelFinding? Headroom(int position, IBiasedOperator op)
    {
        var near = Enumerable.Range(0, op.Channels).Where(c => ranges.Headroom(position, c) < LeastHeadroomBits).ToList();
        if (near.Count == 0)
            return null;
        var least = Invariant($"{near.Min(c => ranges.Headroom(position, c)):0.0}");
        return Finding(
            "head-room", position, near,
            $"accumulators of {near.Count} of {op.Channels} channels come within {least} bits of int32 on these samples ({List(near)}); "
            + "others may wrap: raise the weight scale of these channels");
    }

    private ModelFinding? Saturation(int position, IBiasedOperator op)
    {
        var (low, high) = (_extremes.LowShare(position), _extremes.HighShare(position));
        // The floor of a ReLU and the ceiling of a ReLU6 are meant.
        var isCut = op.ClampRange.Min == sbyte.MinValue && op.OutputOffset != sbyte.MinValue && low > LargestSaturatedShare;
        var isCapped = op.ClampRange.Max == sbyte.MaxValue && high > LargestSaturatedShare && !IsMeantCeiling(position, op);
        if (!isCut && !isCapped)
            return null;
        var share = 100 * ((isCut ? low : 0) + (isCapped ? high : 0));
        var end = isCut && isCapped ? "" : isCut ? " (-128)" : " (127)";
        return Finding(
            "saturating output", position, [],
            Invariant($"{share:0.0} % of its outputs stand at the end of int8{end}: its output scale {OutputScale(position):G4} is too small; ")
            + "calibrate with samples like these");
    }

    private bool IsMeantCeiling(int position, IBiasedOperator op)
    {
        var ceiling = (sbyte.MaxValue - op.OutputOffset) * (double)OutputScale(position);
        return Math.Abs(ceiling - 6) < 0.06 || Math.Abs(ceiling - 1) < 0.01;
    }

    private float OutputScale(int position) => model.Graph.Tensor(model.Operators[position].Node.Outputs[0]).Quantization!.Scale();

    private ModelFinding Finding(string kind, int position, IReadOnlyList<int> channels, string sentence)
    {
        var op = model.Operators[position];
        var name = LayerTable.Name(model, op);
        return new(kind, op.Node.Index, op.Node.Name, name, channels, $"{op.Node.Name} {op.Node.Index} '{name}': {sentence}");
    }

    private static double Ratio(double a, double b) => a > b ? a / b : b / a;

    private static string List(List<int> channels) =>
        $"channel{(channels.Count == 1 ? "" : "s")} {string.Join(", ", channels.Take(8))}{(channels.Count > 8 ? ", …" : "")}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
