using System.Globalization;
using HilRig.Reporting.Records;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Writers;

/// <summary>The tables of a profile. Counted and estimated figures never share a column.</summary>
public static class ProfileTables
{
    /// <summary>One row for each target and kind of bias.</summary>
    public static Table Variants(ProfileRecord profile) => new(
        [
            new("target"), new("bias"), new("per inference", true), new("min", true), new("max", true), new("per MAC", true), new("unit"),
            new("estimated cycles", true), new("flash B", true), new("weights B", true), new("biases B", true), new("bias RAM B", true),
            new("arena plan B", true), new("arena B", true), new("stack B", true),
        ],
        [.. profile.Targets.SelectMany(t => t.Variants.Select(v => Variant(t, v)))],
        "flash: the model image. biases: with shifts, multipliers and padding. arena and stack: found by painting.");

    /// <summary>One row an operator.</summary>
    public static Table Layers(ProfileTarget target, ProfileVariant variant)
    {
        var estimate = variant.Estimate;
        Column[] cycles = estimate is null ? [] : [new($"cycles (estimated {Error(estimate)})", true)];
        return new(
            [
                new("#", true), new("operator"), new("name"), new("bias"), new("MACs", true), new($"{target.Unit} ({target.Provenance})", true),
                new("min", true), new("max", true), new("per MAC", true), new("share %", true), .. cycles,
            ],
            [.. variant.Layers.Select(l => Layer(l, estimate is not null))],
            estimate?.Basis ?? "");
    }

    /// <summary>The firmware without the model, one row a group.</summary>
    public static Table Firmware(ProfileTarget target) => new(
        [new("firmware"), new("text B", true), new("rodata B", true), new("data B", true), new("bss B", true), new("reserved B", true)],
        [.. target.Firmware.Select(g => (IReadOnlyList<string>)[g.Name, Bytes(g.Text), Bytes(g.ReadOnlyData), Bytes(g.Data), Bytes(g.Bss), Bytes(g.Reserved)])],
        "data is in flash too. reserved: stack, arena, bias RAM and image slot.");

    /// <summary><c>±10 %</c>.</summary>
    public static string Error(EstimateRecord estimate) => string.Create(CultureInfo.InvariantCulture, $"±{estimate.ErrorPercent:0} %");

    private static IReadOnlyList<string> Variant(ProfileTarget target, ProfileVariant v) =>
    [
        target.Name, v.Bias, v.Absent is null ? Number(v.Counter?.Median) : "absent", Number(v.Counter?.Min), Number(v.Counter?.Max), Number(v.Counter?.PerMac, 2),
        v.Counter is { } c ? $"{c.Unit} ({c.Provenance})" : None, v.Estimate is { } e ? $"{Number(e.Cycles)} {Error(e)}" : None,
        Bytes(v.FlashBytes), Bytes(v.WeightBytes), Bytes(v.BiasBytes), Bytes(v.Memory?.BiasRamBytes), Bytes(v.Memory?.ArenaPlanBytes),
        Bytes(v.Memory?.ArenaBytes), Bytes(v.Memory?.StackBytes),
    ];

    private static IReadOnlyList<string> Layer(ProfileLayer l, bool estimated) =>
    [
        Number(l.Index), l.Operator, l.Name, l.Bias, Number(l.Macs), Number(l.Median), Number(l.Min), Number(l.Max), Number(l.PerMac, 2), Percent(l.Share),
        .. estimated ? [Number(l.EstimatedCycles)] : Array.Empty<string>(),
    ];
}
