using System.Globalization;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;

namespace HilRig.Reporting.Tests;

/// <summary>The tables of a repair.</summary>
public sealed class RepairWriterTests
{
    private static readonly RepairPoint Point = new("repaired", "2× int8:layer-shift", 8, 1384, 1.25, 0, 1000, 4, 15, 0.9, 0.8125, 0.25, 1.5, 2.25, 3633);

    [Test]
    public void The_front_shows_both_parts_and_marks_what_was_chosen()
    {
        var table = RepairTables.Front(Record(Point));
        Assert.That(table.Columns.Select(c => c.Name), Is.SupersetOf(new[] { "changed", "accuracy %", "RMSE" }).And.None.Contains("RAM"));
        Assert.That(table.Rows.Select(r => r[0]), Is.EqualTo(new[] { "", "→" }));
        Assert.That(string.Join(' ', table.Rows[1]), Is.EqualTo("→ 1,384 1.25 1,000 4 / 15 90.0 / 81.2 1.50 / 2.25 +3,633 2× int8:layer-shift"));
        Assert.That(table.Rows.Select(r => r.Count), Is.All.EqualTo(table.Columns.Count));
    }

    [Test]
    public void Columns_without_figures_are_left_out()
    {
        var table = RepairTables.Front(Record(Point with { ChangedFit = null, ChangedJudged = null, AccuracyFit = null, AccuracyJudged = null }));
        Assert.That(table.Columns.Select(c => c.Name), Has.None.Contains("changed").And.None.Contains("accuracy"));
        Assert.That(table.Rows.Select(r => r.Count), Is.All.EqualTo(table.Columns.Count));
    }

    [Test]
    public void Markdown_and_json_are_the_same_under_a_comma_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var (markdown, json) = (RepairWriter.Markdown(Record(Point)), RepairWriter.Json(Record(Point)));
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = comma;
            Assert.That((RepairWriter.Markdown(Record(Point)), RepairWriter.Json(Record(Point))), Is.EqualTo((markdown, json)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.That(markdown, Does.StartWith("# model: bias repair\n\n- It is so.\n").And.Contain("| → | 1,384 | 1.25 |"));
        Assert.That(json, Does.Contain("\"changedJudged\": 15").And.Contain("\"bytesPerBias\": 1.25"));
    }

    private static RepairRecord Record(RepairPoint chosen) => new()
    {
        Tool = "hilrig 0.1.0", Started = DateTimeOffset.UnixEpoch, Model = "model", Sha256 = "ab", Rounding = "double", Reference = "int32", Biases = 1107,
        FitSamples = 500, JudgedSamples = 500, Split = "the first 500 of 1000 samples", Searched = 9, Int32 = chosen with { Name = "int32" }, Uniform = [],
        Front = [chosen with { Bytes = 1000 }, chosen], Chosen = chosen, Layers = [new("0 CONV_2D", 16, 8, "layer-shift", 20, 3, 1, 0.5)],
        Gates = [new("changed <= 3%", "judged part", 3, "%", true, "within")], Verdict = "pass", Sentences = ["It is so."],
    };
}
