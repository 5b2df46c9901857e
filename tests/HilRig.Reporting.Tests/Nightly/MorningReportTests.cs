using System.Globalization;
using System.Text;
using HilRig.Reporting.Html.Nightly;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Tests.Nightly;

public sealed class MorningReportTests
{
    private static readonly string Page = MorningReport.Write(SampleNight.Red, SampleNight.Green, SampleNight.Times);

    [Test]
    public void The_page_needs_nothing_but_itself() =>
        Assert.That(Page, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("<link")
            .And.Not.Contain("src="));

    [Test]
    public void Names_from_users_and_models_stay_text() => Assert.That(Page,
        Does.Not.Contain("<script>alert").And.Contain("a&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;b|c␛[31m"));

    [TestCase("div")]
    [TestCase("details")]
    [TestCase("table")]
    [TestCase("section")]
    [TestCase("td")]
    [TestCase("tr")]
    [TestCase("ul")]
    [TestCase("li")]
    [TestCase("tbody")]
    [TestCase("a")]
    public void What_is_opened_is_closed(string tag) => Assert.That(Count($"<{tag}>") + Count($"<{tag} "), Is.EqualTo(Count($"</{tag}>")).And.GreaterThan(0));

    [Test]
    public void What_is_new_comes_before_the_matrix_and_the_matrix_before_the_jobs() =>
        Assert.That(new[] { "What is new", "Models and targets", "What did not pass", "Gates", "On the way", "All jobs" }
            .Select(h => Page.IndexOf($"<h2>{h}</h2>", StringComparison.Ordinal)), Is.Ordered.And.All.Positive);

    [TestCase("<h1>models: 3 jobs failed (exit code 1)</h1>")]
    [TestCase("Exit code 1: a number or a gate is wrong.")]
    [TestCase("First at sample 17, operator 3 CONV_2D version 1 &#39;conv_7&#39;, channel 5, element 1,234: the simulator says -12, the target -11")]
    [TestCase("<tr class=\"diff\"><td>requantized</td><td class=\"n\">-13</td><td class=\"n\">-12</td></tr>")]
    [TestCase("<tr><td>accumulator</td><td class=\"n\">10,344</td><td class=\"n\">10,344</td></tr>")]
    [TestCase("CONV_2D 0: 14 of 64 biases are clamped, 93 % of the loss; int8:channel-shift mends it for 28 bytes.")]
    [TestCase("hang during sample 17: soft reset (1.5 s)")]
    [TestCase("<td>mira</td><td>2026-12-01</td><td>5 days</td>")]
    [TestCase("href=\"./jobs/digits-int8-channel-shift/device.log\"")]
    [TestCase("3 h 05 min")]
    [TestCase("<td class=\"c regression new\"><a href=\"#j5\" title=\"regression: instructions are more than 1 % over the baseline\">+3.0 %</a></td>")]
    public void It_tells(string what) => Assert.That(Page, Does.Contain(what));

    [Test]
    public void What_the_verdict_says_of_a_finding_is_said_once()
    {
        NightFinding[] findings = [new(Outcomes.Pass, "old/*", "the quarantine ran out"), new(Outcomes.Pass, "x", "y")];
        var night = SampleNight.Green with { Findings = findings, Sentences = ["The quarantine ran out."] };
        var page = MorningReport.Write(night, night);
        Assert.That(page.Split("quarantine ran out"), Has.Length.EqualTo(2));
        Assert.That(page, Does.Contain("<li>x: y</li>"));
    }

    [Test]
    public void A_gate_against_the_baseline_is_its_cells_mark()
    {
        GateRecord gate = new("instructions <= +1% against baseline", SampleNight.Board, 3.25, "%", false, "too slow");
        var job = SampleNight.Green.Jobs[0] with { Outcome = Outcomes.Regression, Gates = [gate] };
        Assert.That(MorningReport.Write(SampleNight.Night([job])), Does.Contain(">+3.25 %</a></td>").And.Contain("<li>too slow</li>"));
    }

    [Test]
    public void A_link_to_an_artefact_leaves_neither_folder_nor_scheme()
    {
        var job = SampleNight.Red.Jobs[4] with { Artefacts = ["javascript:alert(1)", "a b/c\"d.log"] };
        Assert.That(MorningReport.Write(SampleNight.Night([job])), Does.Contain("href=\"./javascript%3Aalert%281%29\"").And.Contain("href=\"./a%20b/c%22d.log\""));
    }

    [Test]
    public void A_night_like_the_last_says_so_in_one_sentence() => Assert.That(
        MorningReport.Write(SampleNight.Green, SampleNight.Green),
        Does.Contain("<p class=\"calm\">✓ Nothing changed since the last green night (commit 0123456789): 40 jobs and 240 figures are the same"));

    [TestCase(false)]
    [TestCase(true)]
    public void Five_thousand_jobs_fit_into_a_page_whatever_they_say(bool isHostile)
    {
        var text = isHostile ? new string('"', 3_000) + new string('漢', 3_000) : "";
        var jobs = Enumerable.Range(0, 5_000).Select(i => SampleNight.Red.Jobs[4] with
        {
            Id = $"{text}m{i / 35}/s{i / 7 % 5}/t{i % 7}", Model = $"{text}m{i / 35}", Scheme = $"{text}s{i / 7 % 5}", Target = $"{text}t{i % 7}",
            Reasons = [$"{text}differs"], Explanation = [text, text],
        });
        var page = MorningReport.Write(SampleNight.Night([.. jobs]), SampleNight.Green, SampleNight.Times);
        Assert.That(Encoding.UTF8.GetByteCount(page), Is.LessThan(5_000_000));
        Assert.That(page, isHostile ? Does.Contain("more are in result.json")
            : Does.Contain("4,800 jobs more did not pass").And.Not.Contain("more are in result.json").And.Contain("m142"));
    }

    [TestCaseSource(typeof(OddCultures), nameof(OddCultures.All))]
    public void It_is_the_approved_page_under_every_culture(CultureInfo culture) => OddCultures.Under(culture, () =>
        Approved.Check("report.html", Approved.Body(MorningReport.Write(SampleNight.Small, SampleNight.Green, SampleNight.Times))));

    [Test]
    public void A_night_without_jobs_has_a_page() => Assert.That(MorningReport.Write(SampleNight.Night([])), Does.Contain("<b class=\"\">0</b><span>jobs</span>"));

    private static int Count(string text) => Page.Split(text).Length - 1;
}
