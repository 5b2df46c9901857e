using HilRig.Harness.Runs;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>The channels of one layer: numbers, prediction, observation.</summary>
internal static class ChannelTable
{
    public static IReadOnlyList<ChannelExplanation> Of(LayerSubject layer, BiasDiagnosis diagnosis, ErrorSums local, AccumulatorRanges ranges)
    {
        var dead = DeadChannels.Of(layer.Wide);
        return [.. Enumerable.Range(0, layer.Wide.Channels).Select(c => Channel(layer, diagnosis, local, ranges, c, dead.Contains(c)))];
    }

    /// <summary>The word that the report uses.</summary>
    public static string Word(BiasFault fault) => fault switch
    {
        BiasFault.RoundedAway => "rounded away",
        BiasFault.ShiftOff => "shift off",
        BiasFault.ScaleOff => "scale off",
        _ => fault.ToString().ToLowerInvariant(),
    };

    private static ChannelExplanation Channel(
        LayerSubject layer, BiasDiagnosis diagnosis, ErrorSums local, AccumulatorRanges ranges, int c, bool isDead)
    {
        var (wide, narrow) = (layer.WideBias.Widened[c], layer.NarrowBias.Widened[c]);
        var (min, max) = ranges.Of(layer.Position, c);
        return new(
            c, wide, layer.NarrowBias.Stored[c], diagnosis.Step(c), diagnosis.Limit(c), narrow, Predicted(layer, c), local.MeanOf(c), local.RmseOf(c),
            min, max, isDead, Word(diagnosis.Faults[c]));
    }

    /// <summary>What the changed bias does to the output before clamping, in output steps.</summary>
    private static double Predicted(LayerSubject layer, int c) =>
        ((double)layer.NarrowBias.Widened[c] - layer.WideBias.Widened[c]) * layer.WideBias.AccumulatorScale(c) / layer.OutputScale;
}
