using System.Globalization;
using System.Text;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using HilRig.Reporting.Writers.Nightly;
using HilRig.Reporting.Writers.Nightly.Xml;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>A night as Markdown, annotations and test results: approved texts, caps and escapes.</summary>
public sealed class NightWriterTests
{
    private static readonly string[] EmptyNames = ["", "\u0000"];

    [TestCaseSource(typeof(OddCultures), nameof(OddCultures.All))]
    public void All_formats_are_the_approved_texts_under_every_culture(CultureInfo culture) => OddCultures.Under(culture, () =>
    {
        using (Assert.EnterMultipleScope())
        {
            Approved.Check("summary.md", NightMarkdown.Write(SampleNight.Small, SampleNight.Green, SampleNight.Times));
            Approved.Check("annotations.txt", string.Join('\n', Annotations.Lines(SampleNight.Small)) + "\n");
            Approved.Check("junit.xml", JUnitWriter.Write(SampleNight.Small, SampleNight.Times));
            Approved.Check("nunit.xml", NUnitWriter.Write(SampleNight.Small, SampleNight.Times));
            Approved.Check("night.trx", TrxWriter.Write(SampleNight.Small, SampleNight.Times));
        }
    });

    [TestCase(1024 * 1024)]
    [TestCase(2_000)]
    public void A_summary_that_is_too_long_is_cut_at_a_line_and_says_so(int most)
    {
        var text = new string('漢', 500);
        var jobs = Enumerable.Range(0, 3_000).Select(i => SampleNight.Red.Jobs[4] with { Id = $"{text}{i}", Model = $"{text}{i % 55}", Target = $"{text}{i / 55}",
            Reasons = [text, text, text], Explanation = [.. Enumerable.Repeat(text, 40)] });
        var summary = NightMarkdown.Write(SampleNight.Night([.. jobs]), mostBytes: most);
        Assert.That(Encoding.UTF8.GetByteCount(summary), Is.LessThanOrEqualTo(most));
        Assert.That(summary, Does.Contain($"and {most.ToString("N0", CultureInfo.InvariantCulture)} are shown. report.html and result.json have the rest.")
            .And.Not.Contain("\ufffd"));
        Assert.That(summary.Split("<details>"), Has.Length.EqualTo(summary.Split("</details>").Length));
    }

    [Test]
    public void A_short_summary_is_not_cut() => Assert.That(NightMarkdown.Write(SampleNight.Red, SampleNight.Green),
        Does.Not.Contain("Cut here").And.Contain("## Quarantine"));

    [Test]
    public void A_night_like_the_last_says_so() => Assert.That(
        NightMarkdown.Write(SampleNight.Green, SampleNight.Green),
        Does.Contain("Nothing changed since the last green night (commit 0123456789): 40 jobs and 240 figures are the same, to the instruction.\n"));

    [Test]
    public void Text_of_a_board_stays_text_in_a_summary()
    {
        var job = SampleNight.Red.Jobs[4] with { Reasons = ["@everyone <b>x</b> [link](http://x) `a|b`\n# heading"] };
        Assert.That(NightMarkdown.Write(SampleNight.Night([job])), Does.Contain("- &#64;everyone &lt;b&gt;x&lt;/b&gt; \\[link\\](http://x) \\`a|b\\` # heading\n"));
    }

    [Test]
    public void Annotations_escape_as_workflow_commands_do()
    {
        var job = SampleNight.Job("a,b:c%", "int32", "t") with { Outcome = Outcomes.Fail, Reasons = ["50 % of\r\nit: wrong, ::error::"] };
        Assert.That(Annotations.Lines(SampleNight.Night([job])),
            Is.EqualTo(new[] { "::error title=a%2Cb%3Ac%25/int32/t%3A failure::failed%0A50 %25 of%0D%0Ait: wrong, ::error::" }));
    }

    [TestCase(10, "::error title=m9/int32/t9%3A failure::failed")]
    [TestCase(11, "::error title=nightly models%3A and more::2 more kinds of failure, in 2 jobs: see report.html of the night and its summary.")]
    [TestCase(500, "::error title=nightly models%3A and more::491 more kinds of failure, in 491 jobs: see report.html of the night and its summary.")]
    public void Annotations_are_ten_and_the_last_tells_how_many_more(int failed, string last)
    {
        var lines = Annotations.Lines(SampleNight.Night([.. Enumerable.Range(0, failed)
            .Select(i => SampleNight.Job($"m{i}", "int32", $"t{i}") with { Outcome = Outcomes.Fail })]));
        Assert.That(lines, Has.Count.EqualTo(10));
        Assert.That(lines[^1], Is.EqualTo(last));
    }

    [Test]
    public void What_passed_is_excused_or_did_not_run_is_no_annotation() =>
        Assert.That(Annotations.Lines(SampleNight.Night([SampleNight.Green.Jobs[0], SampleNight.Red.Jobs[21], SampleNight.Red.Jobs[25]])), Is.Empty);

    [Test]
    public void Attachments_are_absolute_where_the_folder_is_given()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JUnitWriter.Write(SampleNight.Small, null, "/runs/1"),
                Does.Contain("[[ATTACHMENT|/runs/1/jobs/digits-int32/device.log]]").Or.Contain("[[ATTACHMENT|/runs/1/jobs/digits-int16-channel-shift/device.log]]"));
            Assert.That(NUnitWriter.Write(SampleNight.Small, null, "/runs/1"), Does.Contain("<filePath>/runs/1/jobs/"));
            Assert.That(TrxWriter.Write(SampleNight.Small, null, "/runs/1"), Does.Contain("<ResultFile path=\"/runs/1/jobs/"));
        }
    }

    [TestCase("plain\tand\r\nlines", "plain\tand\r\nlines")]
    [TestCase("\u001b[31m\u0000\u007f", "␛[31m␀␡")]
    [TestCase("\ud83d\ude00", "\ud83d\ude00")]
    public void Printable_text_shows_what_cannot_be_printed(string text, string shown) => Assert.That(Printable.Of(text), Is.EqualTo(shown));

    // As numbers, because attributes cannot hold halves of pairs.
    [Test]
    public void Halves_of_pairs_and_non_characters_are_replaced() =>
        Assert.That(Printable.Of(new string(['a', (char)0xD800, 'b', (char)0xDC00, (char)0xFFFE, (char)0xFFFF])), Is.EqualTo("a\ufffdb\ufffd\ufffd\ufffd"));

    [TestCaseSource(nameof(EmptyNames))]
    public void Names_may_be_empty(string name) =>
        Assert.That(() => TrxWriter.Write(SampleNight.Night([SampleNight.Job(name, "", "")]) with { Name = name }), Throws.Nothing);
}
