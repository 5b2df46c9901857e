using HilRig.Harness.Bias;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary>The table of a bias sweep.</summary>
internal static class SweepTable
{
    public static Table Of(IReadOnlyList<SweepRow> rows) => new(
        [
            new("bias"), new("accuracy %", true), new("95 %", true), new("changed", true), new("McNemar p", true), new("RMSE", true),
            new("max step", true), new("bias flash B", true), new("widened RAM B", true),
        ],
        [.. rows.Select(Row)],
        "changed: answers that differ from int32. RMSE, max step: outputs against int32, in output steps. Flash: biases, shifts, multipliers and padding.");

    private static IReadOnlyList<string> Row(SweepRow row) =>
    [
        row.Bias, Percent(row.Accuracy), row.Interval is { } i ? $"{Percent(i.Low)}–{Percent(i.High)}" : None, Number(row.Changed), P(row.PairedP),
        Number(row.Error.Rmse, 2), Number(row.Error.Largest), Bytes(row.BiasFlashBytes), Bytes(row.BiasRamBytes),
    ];
}
