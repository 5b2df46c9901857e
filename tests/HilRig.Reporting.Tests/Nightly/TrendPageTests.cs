using System.Globalization;
using System.Text;
using HilRig.Reporting.Html.Nightly;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Tests.Nightly;

public sealed class TrendPageTests
{
    private static readonly string Page = TrendPage.Write("models", SampleTrends.All, "hilrig 0.1.0");

    [Test]
    public void The_page_needs_nothing_but_itself() =>
        Assert.That(Page, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("url(").And.Not.Contain("<link").And.Not.Contain("src=")
            .And.Not.Contain("<script>alert"));

    [Test]
    public void Series_stand_in_the_order_of_their_latest_change()
    {
        var names = new[] { "kws_int8/int8:saturate", "(1)&lt;/script&gt;&quot;&amp;b|c␛[31m/int32", "kws_int8/int8:channel-shift", "digits/int8:channel-shift",
            "ic_resnet8/int32", "digits/int32" };
        Assert.That(names.Select(n => Page.IndexOf($"{n}/qemu", StringComparison.Ordinal)), Is.Ordered.And.All.Positive);
    }

    [TestCase("−68.4 pp")]
    [TestCase("+13.1 %")]
    [TestCase("digits/int8:channel-shift/qemu:mps2-an386")]
    [TestCase("class=\"cut\"")]
    [TestCase("cycles (measured)")]
    [TestCase("<b class=\"warn\">1</b><span>changed in the last night</span>")]
    public void It_tells(string what) => Assert.That(Page, Does.Contain(what));

    [Test]
    public void A_change_is_labelled_with_its_commit_and_its_size() =>
        Assert.That(Page, Does.Contain($"class=\"ink\">{SampleNight.Sha("20")[..7]} +3.0 %</text>")
            .And.Contain($"class=\"ink\">{SampleNight.Sha("45")[..7]} −0.1 %</text>"));

    [Test]
    public void A_measured_step_is_drawn_at_both_levels()
    {
        var measured = SampleTrends.All.Single(s => s.Provenance == "measured");
        Assert.That(measured.Changes, Has.Count.EqualTo(1));
        Assert.That(measured.Changes[0].At, Is.EqualTo(38));
        Assert.That(TrendPage.Write("x", [measured], "t").Split("class=\"level\""), Has.Length.EqualTo(3));
    }

    [TestCaseSource(typeof(OddCultures), nameof(OddCultures.All))]
    public void It_is_the_approved_page_under_every_culture(CultureInfo culture) =>
        OddCultures.Under(culture, () => Approved.Check("trend.html", Approved.Body(TrendPage.Write("models", [.. SampleTrends.All.Take(3)], "hilrig 0.1.0"))));

    [Test]
    public void Two_thousand_series_fit_into_a_page()
    {
        var series = Enumerable.Range(0, 2_000).Select(i => SampleTrends.Series($"m{i}", "int8:channel-shift", "instructions", "instructions", "emulated", n =>
            1_000_000 + (n >= 30 ? i : 0))).ToList();
        var page = TrendPage.Write("models", series, "t");
        Assert.That(Encoding.UTF8.GetByteCount(page), Is.LessThan(5_000_000));
        Assert.That(page, Does.Contain(">m0/int8").And.Contain(">m1999/int8").And.Contain("1,950 more").And.Contain("The 60 that changed most of 1,999"));
    }

    [Test]
    public void Odd_series_do_not_break_the_page()
    {
        var one = SampleTrends.All[0];
        var page = TrendPage.Write("x", [one with { Points = [] }, one with { Points = [one.Points[0]], Changes = [] }, Of(0, 0, 5),
            Of(double.NaN, 1, double.PositiveInfinity), Of(-1e308, 1e308), Of(1e-9, 2e-9)], "t");
        Assert.That(page, Does.EndWith("</html>\n").And.Not.Contain("NaN\"").And.Contain("<b class=\"\">5</b><span>series</span>"));
        Assert.That(TrendPage.Write("x", [], "t"), Does.Contain("No figures yet."));
    }

    private static TrendRecord Of(params double[] values) => SampleTrends.All[0] with
    {
        Unit = "B", Points = [.. values.Select((v, i) => new TrendPoint(DateTimeOffset.UnixEpoch.AddDays(i), null, v, Outcomes.Pass))],
        Changes = [new(1, values[0], values[1])],
    };
}
