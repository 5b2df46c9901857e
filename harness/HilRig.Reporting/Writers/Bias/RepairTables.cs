using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Writers.Bias;

/// <summary>The tables of a repair.</summary>
public static class RepairTables
{
    /// <summary>One row a point; the chosen one is marked.</summary>
    public static Table Front(RepairRecord repair) => new(
        [new(""), .. PointColumns(repair, repair.Front), new("layers by format")],
        [.. repair.Front.Select(p => (IReadOnlyList<string>)[p == repair.Chosen ? "→" : "", .. Point(repair, repair.Front, p), p.Mix])],
        $"Both figures: of {repair.FitSamples} fitted and of {repair.JudgedSamples} other samples, which judge. changed, RMSE (in output steps): against "
        + $"{repair.Reference}. instructions: of widening on a Cortex-M4, estimated.");

    /// <summary>int32 and one row a scheme.</summary>
    public static Table Uniform(RepairRecord repair) => new(
        [new("bias"), .. PointColumns(repair, repair.Uniform)],
        [.. repair.Uniform.Prepend(repair.Int32).Select(p => (IReadOnlyList<string>)[p.Name, .. Point(repair, repair.Uniform, p)])],
        "Rounded to nearest, as hilrig bias apply writes them.");

    /// <summary>One row a layer of the chosen plan.</summary>
    public static Table Layers(RepairRecord repair) => new(
        [
            new("layer"), new("channels", true), new("bits", true), new("scheme"), new("bytes", true), new("moved", true), new("by", true),
            new("loss %", true),
        ],
        [.. repair.Layers.Select(Layer)],
        "moved: biases that are not on the code next to their int32 value, and by how many at most. loss: share, predicted, each layer alone.");

    /// <summary>One row a gate.</summary>
    public static Table Gates(RepairRecord repair) => new(
        [new("gate"), new("found", true), new("verdict")],
        [.. repair.Gates.Select(g => (IReadOnlyList<string>)[g.Text, g.Value is { } v ? $"{Number(v, 2)} {g.Unit}" : None, g.Passed ? "pass" : "FAIL"])]);

    // Columns without a figure anywhere are left out.
    private static Column[] PointColumns(RepairRecord repair, IReadOnlyList<RepairPoint> shown) =>
    [
        new("bytes", true), new("per bias", true), new("saved", true),
        .. HasRam(shown) ? [new("bias RAM", true)] : Array.Empty<Column>(),
        .. repair.Int32.ChangedJudged is null ? Array.Empty<Column>() : [new("changed", true)],
        .. repair.Int32.AccuracyJudged is null ? Array.Empty<Column>() : [new("accuracy %", true)],
        new("RMSE", true), new("instructions", true),
    ];

    private static string[] Point(RepairRecord repair, IReadOnlyList<RepairPoint> shown, RepairPoint p) =>
    [
        Bytes(p.Bytes), Number(p.BytesPerBias, 2), Bytes(p.SavedBytes),
        .. HasRam(shown) ? [Bytes(p.RamBytes)] : Array.Empty<string>(),
        .. repair.Int32.ChangedJudged is null ? Array.Empty<string>() : [$"{Number(p.ChangedFit)} / {Number(p.ChangedJudged)}"],
        .. repair.Int32.AccuracyJudged is null ? Array.Empty<string>() : [$"{Percent(p.AccuracyFit)} / {Percent(p.AccuracyJudged)}"],
        $"{Number(p.RmseFit, 2)} / {Number(p.RmseJudged, 2)}", $"+{Number(p.ExtraInstructions)}",
    ];

    private static bool HasRam(IReadOnlyList<RepairPoint> shown) => shown.Any(p => p.RamBytes > 0);

    private static IReadOnlyList<string> Layer(RepairLayerRow l) =>
    [
        l.Layer, Number(l.Channels), Number(l.Bits), l.Scheme, Bytes(l.Bytes), Number(l.Moved), Number(l.LargestMove), Percent(l.LossShare),
    ];
}
