using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using HilRig.Reporting.Html.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using HilRig.Reporting.Writers.Nightly;
using HilRig.Reporting.Writers.Nightly.Xml;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>JUnit, NUnit XML and TRX say what result.json says, whatever the night and whatever the texts.</summary>
public sealed class ReportAgreementTests
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private sealed record Told(string Suite, string Name, string Outcome);

    [Test]
    public void All_four_agree_on_every_job_and_every_count() => RandomNights.All.Sample(night =>
    {
        var times = RandomNights.Times(night);
        var read = JsonSerializer.Deserialize<NightRecord>(JsonSerializer.Serialize(night, JsonWriter.Options), JsonWriter.Options)!;
        var expected = read.Jobs.Select(j => new Told(Clean(j.Target), Clean($"{j.Model}{(j.Data.Length == 0 ? "" : $"@{j.Data}")}/{j.Scheme}"), j.Outcome)).ToList();
        var (junit, nunit, trx) = (XDocument.Parse(JUnitWriter.Write(night, times)), XDocument.Parse(NUnitWriter.Write(night, times)),
            XDocument.Parse(TrxWriter.Write(night, times)));
        return Same(JUnit(junit), expected) && Same(NUnit(nunit), expected) && Same(OfTrx(trx), Merged(expected))
            && JUnitCounts(junit, expected) && NUnitCounts(nunit, expected) && TrxCounts(trx, expected);
    }, iter: 400);

    [Test]
    public void Figures_keep_their_value_and_unit_in_all_three() => RandomNights.All.Sample(night =>
    {
        var expected = night.Jobs.SelectMany(j => j.Figures).Select(f =>
            Clean($"{f.Name} ({f.Provenance})={string.Create(CultureInfo.InvariantCulture, $"{f.Value:R} {f.Unit}").TrimEnd()}")).Order(StringComparer.Ordinal).ToList();
        bool Has(IEnumerable<string> found) => found.Where(f => f.Contains(" (exact)=") || f.Contains(" (emulated)=") || f.Contains(" (measured)="))
            .Order(StringComparer.Ordinal).SequenceEqual(expected);
        return Has(XDocument.Parse(JUnitWriter.Write(night)).Descendants("testcase").Descendants("property").Select(Property))
            && Has(XDocument.Parse(NUnitWriter.Write(night)).Descendants("test-case").Descendants("property").Select(Property))
            && Has(XDocument.Parse(TrxWriter.Write(night)).Descendants(Trx + "Property")
                .Select(p => $"{p.Element(Trx + "Key")!.Value}={p.Element(Trx + "Value")!.Value}"));
    }, iter: 200);

    [Test]
    public void A_trx_refers_to_nothing_that_is_not_in_it() => RandomNights.All.Sample(night =>
    {
        var trx = XDocument.Parse(TrxWriter.Write(night));
        string[] Ids(string element, string attribute) => [.. trx.Descendants(Trx + element).Attributes(attribute).Select(a => a.Value)];
        var tests = Ids("UnitTest", "id");
        return tests.Distinct().Count() == night.Jobs.Count && tests.SequenceEqual(Ids("UnitTestResult", "testId")) && tests.SequenceEqual(Ids("TestEntry", "testId"))
            && Ids("Execution", "id").SequenceEqual(Ids("UnitTestResult", "executionId")) && Ids("TestEntry", "testListId").All(Ids("TestList", "id").Contains)
            && trx.Descendants().All(e => e.Name.Namespace == Trx);
    }, iter: 100);

    [Test]
    public void Pages_summaries_and_annotations_take_any_night() => Gen.Select(RandomNights.All, RandomNights.All).Sample((before, night) =>
    {
        var times = RandomNights.Times(night);
        var page = MorningReport.Write(night, before, times);
        var lines = Annotations.Lines(night);
        return page.EndsWith("</html>\n", StringComparison.Ordinal) && !page.Contains("<script>'", StringComparison.Ordinal)
            && NightMarkdown.Write(night, before, times).Length > 0
            && lines.Count <= Annotations.Most && lines.All(l => l.StartsWith("::error title=", StringComparison.Ordinal) && l.AsSpan().IndexOfAny('\r', '\n') < 0);
    }, iter: 200);

    private static bool Same(IEnumerable<Told> found, IEnumerable<Told> expected) => found.Order(Order).SequenceEqual(expected.Order(Order));

    private static Comparer<Told> Order { get; } = Comparer<Told>.Create((a, b) =>
        string.CompareOrdinal($"{a.Suite}\n{a.Name}\n{a.Outcome}", $"{b.Suite}\n{b.Name}\n{b.Outcome}"));

    private static IEnumerable<Told> JUnit(XDocument document) => document.Descendants("testcase").Select(c =>
    {
        var verdict = c.Elements().SingleOrDefault(e => e.Name.LocalName is "failure" or "error" or "skipped");
        var outcome = (verdict?.Name.LocalName, verdict?.Attribute("type")?.Value) switch
        {
            (null, _) => Outcomes.Pass,
            ("failure", Outcomes.Fail or Outcomes.Regression) or ("error", Outcomes.Infrastructure) or ("skipped", Outcomes.Quarantined or Outcomes.NotRun) =>
                verdict!.Attribute("type")!.Value,
            _ => "wrong",
        };
        return new Told(c.Attribute("classname")!.Value, c.Attribute("name")!.Value, outcome);
    });

    private static IEnumerable<Told> NUnit(XDocument document) => document.Descendants("test-case").Select(c =>
    {
        var said = c.Element("properties")!.Elements().First(p => p.Attribute("name")!.Value == "outcome").Attribute("value")!.Value;
        var result = (c.Attribute("result")!.Value, c.Attribute("label")?.Value, said) switch
        {
            ("Passed", null, Outcomes.Pass) or ("Failed", null, Outcomes.Fail or Outcomes.Regression) or ("Failed", "Error", Outcomes.Infrastructure)
                or ("Skipped", "Ignored", Outcomes.Quarantined) or ("Inconclusive", null, Outcomes.NotRun) => said,
            _ => "wrong",
        };
        return new Told(c.Attribute("classname")!.Value, c.Attribute("name")!.Value, result);
    });

    private static IEnumerable<Told> OfTrx(XDocument document)
    {
        var methods = document.Descendants(Trx + "UnitTest").ToDictionary(t => t.Attribute("id")!.Value, t => t.Element(Trx + "TestMethod")!);
        return document.Descendants(Trx + "UnitTestResult").Select(r => (Method: methods[r.Attribute("testId")!.Value], Outcome: r.Attribute("outcome")!.Value))
            .Select(r => new Told(r.Method.Attribute("className")!.Value, r.Method.Attribute("name")!.Value, r.Outcome));
    }

    // TRX has one word for what fails; which kind it is stands in the message.
    private static IEnumerable<Told> Merged(IEnumerable<Told> expected) => expected.Select(t => t with
    {
        Outcome = t.Outcome switch
        {
            Outcomes.Pass => "Passed",
            Outcomes.Infrastructure => "Error",
            Outcomes.Quarantined => "NotExecuted",
            Outcomes.NotRun => "Inconclusive",
            _ => "Failed",
        },
    });

    private static bool JUnitCounts(XDocument document, List<Told> jobs) => document.Descendants("testsuite").Append(document.Root!).All(s =>
    {
        var own = s == document.Root ? jobs : [.. jobs.Where(j => j.Suite == s.Attribute("name")!.Value)];
        return Number(s, "failures") == Of(own, Outcomes.Fail, Outcomes.Regression) && Number(s, "errors") == Of(own, Outcomes.Infrastructure)
            && Number(s, "skipped") == Of(own, Outcomes.Quarantined, Outcomes.NotRun) && (s == document.Root || Number(s, "tests") == s.Elements("testcase").Count());
    }) && Number(document.Root!, "tests") == jobs.Count;

    private static bool NUnitCounts(XDocument document, List<Told> jobs) =>
        Number(document.Root!, "total") == jobs.Count && Number(document.Root!, "passed") == Of(jobs, Outcomes.Pass)
        && Number(document.Root!, "failed") == Of(jobs, Outcomes.Fail, Outcomes.Regression, Outcomes.Infrastructure)
        && Number(document.Root!, "skipped") == Of(jobs, Outcomes.Quarantined) && Number(document.Root!, "inconclusive") == Of(jobs, Outcomes.NotRun);

    private static bool TrxCounts(XDocument document, List<Told> jobs)
    {
        var counters = document.Descendants(Trx + "Counters").Single();
        return Number(counters, "total") == jobs.Count && Number(counters, "passed") == Of(jobs, Outcomes.Pass)
            && Number(counters, "failed") == Of(jobs, Outcomes.Fail, Outcomes.Regression)
            && Number(counters, "error") == Of(jobs, Outcomes.Infrastructure) && Number(counters, "notExecuted") == Of(jobs, Outcomes.Quarantined)
            && Number(counters, "inconclusive") == Of(jobs, Outcomes.NotRun);
    }

    private static string Property(XElement property) => $"{property.Attribute("name")!.Value}={property.Attribute("value")!.Value}";

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static int Of(IEnumerable<Told> jobs, params string[] outcomes) => jobs.Count(j => outcomes.Contains(j.Outcome));

    private static string Clean(string text) => Printable.Of(text);
}
