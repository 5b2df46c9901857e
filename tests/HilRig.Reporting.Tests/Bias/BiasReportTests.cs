using System.Globalization;
using System.Text.Json;
using HilRig.Reporting.Html.Bias;
using HilRig.Reporting.Writers.Bias;

namespace HilRig.Reporting.Tests.Bias;

public sealed class BiasReportTests
{
    private static readonly string Page = BiasReport.Write(SampleLab.Record);

    [Test]
    public void The_page_needs_nothing_but_itself()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("<link"));
            Assert.That(Page.Split("src=\"").Skip(1), Has.All.StartsWith("data:image/bmp;base64,"));
            Assert.That(Page, Does.StartWith("<!doctype html>").And.EndWith("</html>\n"));
        }
    }

    [Test]
    public void Names_from_a_model_stay_text() =>
        Assert.That(Page, Does.Not.Contain("<script>alert").And.Contain("a&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;b"));

    [TestCase("<div")]
    [TestCase("<details")]
    [TestCase("<svg")]
    [TestCase("<table")]
    [TestCase("<section")]
    [TestCase("<td")]
    public void What_is_opened_is_closed(string tag) =>
        Assert.That(Count($"{tag}>") + Count($"{tag} "), Is.EqualTo(Count(tag.Replace("<", "</", StringComparison.Ordinal) + ">")).And.GreaterThan(0));

    [TestCase("int8:channel-shift is free")]
    [TestCase("90.3 %")]
    [TestCase("4 of 1,000")]
    [TestCase("−200 B")]
    [TestCase("int8: saturate ↓ 21.7 %")]
    [TestCase("✓ 20 of 20 outputs, 60 of 60 layers")]
    [TestCase("no room: 12 bytes")]
    [TestCase("+8")]
    [TestCase("1 clamped")]
    [TestCase("sample 17")]
    [TestCase("now right")]
    [TestCase("now wrong")]
    [TestCase("first cause")]
    [TestCase("1 of 2 channels are dead")]
    [TestCase("Note: samples were quantized")]
    public void It_tells(string figure) => Assert.That(Page, Does.Contain(figure));

    [TestCaseSource(typeof(OddCultures), nameof(OddCultures.All))]
    public void Every_culture_gets_the_same_bytes(CultureInfo culture) => OddCultures.Under(culture, () =>
    {
        Assert.That(BiasReport.Write(SampleLab.Record), Is.EqualTo(Page));
        Assert.That(BiasMarkdown.Write(SampleLab.Record), Does.Contain("| int8:channel-shift * | 90.3 | 88.3–92.3 | 0.625 | 4 | 12 |"));
        Assert.That(BiasCsv.Schemes(SampleLab.Record), Does.Contain("int8:channel-shift,8,0.903,0.883,0.923,4,1,2,0.625,12,2.5,2.46,42,-0.25,1.25,,,200,2,0,9676\n"));
    });

    [Test]
    public void The_record_is_all_that_the_reports_need()
    {
        var read = BiasLabJson.Read(BiasLabJson.Write(SampleLab.Record));
        Assert.That(BiasReport.Write(read), Is.EqualTo(Page));
        Assert.That(BiasCsv.Channels(read), Is.EqualTo(BiasCsv.Channels(SampleLab.Record)));
    }

    [TestCase("{}", "not a record of the bias lab")]
    [TestCase("null", "null")]
    [TestCase("[1", "not a record of the bias lab")]
    public void Something_else_is_refused(string json, string why) =>
        Assert.That(() => BiasLabJson.Read(json), Throws.TypeOf<InvalidDataException>().With.Message.Contains(why));

    [Test]
    public void A_newer_schema_and_another_kind_are_refused()
    {
        var json = BiasLabJson.Write(SampleLab.Record);
        Assert.That(() => BiasLabJson.Read(json.Replace("\"schema\":1", "\"schema\":99", StringComparison.Ordinal)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("schema 99"));
        Assert.That(() => BiasLabJson.Read(json.Replace("\"kind\":\"bias-lab\"", "\"kind\":\"profile\"", StringComparison.Ordinal)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'profile'"));
    }

    [Test]
    public void Cells_of_a_spreadsheet_keep_commas_and_quotes() =>
        Assert.That(BiasCsv.Channels(SampleLab.Record).Split('\n')[1], Is.EqualTo(
            "int8:saturate,0,CONV_2D,\"a<script>alert(1)</script>\"\"&b\",0,-40000,-128,1,127,-128,31.5,30.25,30.5,-50000,9000,false,clamped"));

    [Test]
    public void Model_Explorer_finds_layers_by_their_tensors()
    {
        using var json = JsonDocument.Parse(ModelExplorer.Write(SampleLab.Record.Explanations[0]));
        var main = json.RootElement.GetProperty("main");
        Assert.That(main.GetProperty("results").GetProperty($"net/2/{SampleLab.Hostile}").GetProperty("value").GetDouble(), Is.EqualTo(25));
        Assert.That(main.GetProperty("gradient").EnumerateArray().Select(s => s.GetProperty("stop").GetDouble()), Is.EqualTo(new[] { 0, 0.5, 1 }));
    }

    private static int Count(string text) => Page.Split(text).Length - 1;
}
