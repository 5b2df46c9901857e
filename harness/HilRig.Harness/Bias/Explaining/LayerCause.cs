using System.Globalization;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>The cause of one layer's loss in a sentence that a firmware engineer can act on.</summary>
internal static class LayerCause
{
    // An error that no element of the output can show.
    private const double Invisible = 0.02;

    /// <param name="samples">How many there are, for the share of changed answers.</param>
    public static string Of(LayerExplanation layer, BiasDiagnosis diagnosis, int samples)
    {
        var faults = Faults(layer, diagnosis);
        return faults.Length == 0 ? "" : $"{layer.Operator} {layer.Index} '{layer.Name}' {Effect(layer, samples)}: {faults}";
    }

    private static string Effect(LayerExplanation layer, int samples) => layer.NarrowAlone switch
    {
        { AccuracyDrop: >= 0.0005 and var drop, Changed: { } changed } =>
            Invariant($"loses {100 * drop:0.0} points by itself ({changed} of {samples} answers {Verb(changed, "change")})"),
        { Changed: > 0 and var changed } => Invariant($"changes {changed} of {samples} answers by itself"),
        { ScoreRmse: var rmse } => Invariant($"moves the scores by {rmse:0.00} steps by itself"),
    };

    private static string Faults(LayerExplanation layer, BiasDiagnosis diagnosis)
    {
        var n = layer.Channels.Count;
        int Count(BiasFault fault) => diagnosis.Faults.Count(f => f == fault);
        if (Count(BiasFault.Dropped) is > 0 and var dropped)
            return $"its biases are all 0, {dropped} of {n} should not be: they were dropped; convert the layer again";
        if (Count(BiasFault.ScaleOff) > 0)
            return Invariant($"its biases are {diagnosis.Factor:0.##} times what they should be on every channel: ")
                + "the scale of the bias is off by that factor; it must be s_in * s_w times the step";
        if (Count(BiasFault.ShiftOff) + Count(BiasFault.Wrong) > 0)
            return $"{Single(layer, diagnosis)}; convert the layer again";
        if (layer.Clamped > 0)
            return $"{Of(layer.Clamped, n)} {Verb(layer.Clamped, "clamp")} at ±{Limit(layer)}; {Mend(layer)}";
        if (layer.RoundedAway > 0 && layer.PredictedRmse > Invisible)
            return $"{Of(layer.RoundedAway, n)} {Verb(layer.RoundedAway, "round")} to 0 because one step is worth {Steps(layer)}{Dead(layer)}; "
                + Mend(layer);
        return layer.PredictedRmse > Invisible ? $"one step of its biases is worth {Steps(layer)}{Dead(layer)}; {Mend(layer)}" : "";
    }

    private static string Single(LayerExplanation layer, BiasDiagnosis diagnosis)
    {
        var channels = Enumerable.Range(0, diagnosis.Faults.Length).Where(c => diagnosis.Faults[c] is BiasFault.ShiftOff or BiasFault.Wrong).ToList();
        var first = channels[0];
        var what = diagnosis.Faults[first] == BiasFault.ShiftOff
            ? $"the shift of channel {first} is off by {diagnosis.ShiftOff(first):+0;-0}"
            : $"channel {first} adds {layer.Channels[first].Widened} where {layer.Channels[first].Bias} is meant";
        return channels.Count == 1 ? what : $"{what}, and {channels.Count - 1} more are wrong (channels {string.Join(", ", channels.Skip(1).Take(8))})";
    }

    private static string Of(int count, int all) => $"{count} of {all} biases";

    private static string Verb(int count, string verb) => count == 1 ? verb + "s" : verb;

    private static string Limit(LayerExplanation layer)
    {
        var limits = layer.Channels.Where(c => c.Fault == "clamped").Select(c => c.Limit).ToList();
        return limits.Min() == limits.Max() ? Invariant($"{limits[0]:N0}") : Invariant($"{limits.Min():N0} to {limits.Max():N0}");
    }

    // The coarsest step that a bias was rounded to, in output steps.
    private static string Steps(LayerExplanation layer)
    {
        var (worth, channel) = layer.Channels.Where(c => c.Widened != c.Bias)
            .Select(c => (c.Step * c.Predicted / ((double)c.Widened - c.Bias), c.Channel)).Max();
        return Invariant($"up to {worth:0.0#} output steps (channel {channel})");
    }

    private static string Dead(LayerExplanation layer) => layer.Dead == 0
        ? ""
        : $", as {layer.Dead} dead {(layer.Dead == 1 ? "channel" : "channels")} with huge biases set{(layer.Dead == 1 ? "s" : "")} the shift of all";

    private static string Mend(LayerExplanation layer)
    {
        var wide = layer.WideExtraBytes <= 0
            ? $"leave this layer int32, which takes {-layer.WideExtraBytes} bytes less"
            : $"leave this layer int32 (+{layer.WideExtraBytes} bytes)";
        return layer.ChannelShiftExtraBytes > 0 && layer.ChannelShiftExtraBytes < layer.WideExtraBytes
            ? $"use channel-shift here (+{layer.ChannelShiftExtraBytes} bytes) or {wide}"
            : $"{wide} or let `hilrig bias repair` choose its rounding";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
