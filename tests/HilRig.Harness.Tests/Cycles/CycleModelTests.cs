using System.Text.Json;
using HilRig.Harness.Cycles;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Cycles;

/// <summary>The last stage against published silicon: the table of docs/cycles.md from reference/cycle_model.json.</summary>
[Category(Shared.Category)]
public class CycleModelTests
{
    private static readonly string[] Networks = ["ad", "ic", "kws", "vww"];

    private JsonElement _m4;
    private JsonElement _m33;

    [OneTimeSetUp]
    public void Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Shared.Need("reference", "cycle_model.json")));
        _m4 = file.RootElement.GetProperty("m4_stm32l4r5_120mhz").Clone();
        _m33 = file.RootElement.GetProperty("m33_nrf5340_128mhz").Clone();
    }

    [Test]
    public void Rules_and_flash_misses_give_the_printed_errors() =>
        Assert.That(Printed(ScaleFit.Errors(WithFlash(), ScaleFit.Of(WithFlash()))), Is.EqualTo(new[] { -0.6, 2.4, -0.7, -1.0 }));

    [Test]
    public void The_same_leaving_one_out() =>
        Assert.That(Printed(ScaleFit.LeaveOneOut(WithFlash())), Is.EqualTo(new[] { -0.8, 3.2, -1.0, -1.4 }));

    [Test]
    public void Rules_times_a_constant_leaving_one_out() =>
        Assert.That(Printed(ScaleFit.LeaveOneOut(Of(_m4, "trm_0ws"))), Is.EqualTo(new[] { -9.2, 2.7, 5.6, 1.5 }));

    [Test]
    public void One_figure_per_instruction_leaving_one_out() =>
        Assert.That(Printed(ScaleFit.LeaveOneOut(Of(_m4, "instructions"))), Is.EqualTo(new[] { -15.5, 3.6, 8.7, 5.1 }));

    [Test]
    public void The_nRF5340_leaving_one_out() =>
        Assert.That(Printed(ScaleFit.LeaveOneOut(Of(_m33, "trm_0ws"))), Is.EqualTo(new[] { -4.7, -3.8, 7.6, 1.5 }));

    [Test]
    public void The_scales_in_the_code_are_the_fitted_ones()
    {
        Assert.That(Math.Round(ScaleFit.Of(WithFlash()), 3), Is.EqualTo(CycleScale.Of("cortex-m4").Scale));
        Assert.That(Math.Round(ScaleFit.Of(Of(_m33, "trm_0ws")), 3), Is.EqualTo(CycleScale.Of("cortex-m33f").Scale));
        // X-CUBE-AI 9, M7 over M4, KWS, IC, VWW and AD.
        Calibration[] m7 = [new("kws", 5.18, 3.17), new("ic", 19.8, 11.4), new("vww", 10.7, 6.67), new("ad", 0.63, 0.34)];
        Assert.That(Math.Round(ScaleFit.Of(m7) * ScaleFit.Of(Of(_m4, "trm_0ws")), 2), Is.EqualTo(CycleScale.Of("cortex-m7").Scale));
    }

    private Calibration[] WithFlash() =>
        [.. Of(_m4, "trm_0ws").Zip(Of(_m4, "flash64_misses"), (rules, flash) => rules with { Model = rules.Model + CycleScale.MissCycles * flash.Model })];

    private static Calibration[] Of(JsonElement board, string model) =>
        [.. Networks.Select(n => new Calibration(n, board.GetProperty(n).GetProperty(model).GetDouble(), board.GetProperty(n).GetProperty("measured").GetDouble()))];

    private static double[] Printed(IEnumerable<double> errors) => [.. errors.Select(e => Math.Round(100 * e, 1))];
}
