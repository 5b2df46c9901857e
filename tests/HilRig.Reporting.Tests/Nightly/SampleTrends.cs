using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Statistics;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>Series of sixty nights: steps, noise with a step, nothing, and names that would break a page.</summary>
internal static class SampleTrends
{
    public static IReadOnlyList<TrendRecord> All { get; } =
    [
        Series("digits", "int32", "accuracy", "%", "exact", _ => 98.8),
        Series("digits", "int8:channel-shift", "instructions", "instructions", "emulated", i => i < 20 ? 1_194_509 : i < 45 ? 1_230_344 : 1_229_000),
        Series("kws_int8", "int8:channel-shift", "cycles", "cycles", "measured", i => (i < 38 ? 8_400_000 : 8_650_000) + 9_000 * Math.Sin(12.9898 * i * i)),
        Series("kws_int8", "int8:saturate", "accuracy", "%", "exact", i => i < 59 ? 90.1 : 21.7),
        Series(SampleNight.Hostile, "int32", "arena", "B", "exact", i => i < 30 ? 7_840 : 8_864),
        Series("ic_resnet8", "int32", "instructions", "instructions", "emulated", i => 44_000_000 + 1_000 * (i / 10)),
    ];

    /// <summary>Sixty nights of a figure.</summary>
    public static TrendRecord Series(string model, string scheme, string metric, string unit, string provenance, Func<int, double> value)
    {
        var values = Enumerable.Range(0, 60).Select(value).ToList();
        return new()
        {
            Model = model, Scheme = scheme, Target = SampleNight.Board, Metric = metric, Unit = unit, Provenance = provenance,
            Points = [.. values.Select((v, i) => new TrendPoint(
                new DateTimeOffset(2026, 9, 28, 1, 30, 0, TimeSpan.Zero).AddDays(i), SampleNight.Sha($"{i}")[..40], v,
                metric == "accuracy" && v < 50 ? Outcomes.Fail : Outcomes.Pass))],
            Changes = [.. ChangePoints.Of(provenance, values).Select(c => new TrendChange(c.At, c.Before, c.After))],
        };
    }
}
