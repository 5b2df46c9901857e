using System.Globalization;
using System.Xml;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Writers.Nightly.Xml;

/// <summary>
/// A night as NUnit 3 XML, as nunit3-console writes it: a fixture a target, a case a job. Infrastructure is <c>Failed</c> with the label <c>Error</c>,
/// a quarantined job <c>Skipped</c> with the label <c>Ignored</c>, one that was left out <c>Inconclusive</c>.
/// </summary>
public static class NUnitWriter
{
    private static readonly string[] WorstFirst = ["Failed", "Passed", "Skipped", "Inconclusive"];

    /// <param name="times">Null where nothing is known of the clock.</param>
    /// <param name="folder">Absolute path of the night's folder, by which readers find attachments; empty for relative ones.</param>
    public static string Write(NightRecord night, NightTimes? times = null, string folder = "")
    {
        var cases = NightCase.Of(night, times, folder);
        var clock = Clock(times?.Started, times?.Seconds ?? 0);
        return XmlText.Document(xml => xml.Element(
            "test-run",
            [("id", "0"), .. Names(night.Name), .. Counts(cases), ("engine-version", "3.0.0"), .. clock],
            () => xml.Element("test-suite", [("type", "Assembly"), ("id", "0-1"), .. Names(night.Name), .. Counts(cases), .. clock], () => Suites(xml, night, cases))));
    }

    private static void Suites(XmlWriter xml, NightRecord night, IReadOnlyList<NightCase> cases)
    {
        xml.Properties(NightCase.Common(night));
        var id = 1000;
        foreach (var suite in cases.GroupBy(c => c.Suite))
        {
            List<NightCase> inside = [.. suite];
            (string, object)[] name = [("type", "TestFixture"), ("id", $"0-{id++}"), .. Names(suite.Key), ("classname", suite.Key)];
            xml.Element("test-suite", [.. name, .. Counts(inside), .. Clock(inside.Min(c => c.Times?.Started), inside.Sum(c => c.Seconds))], () =>
            {
                foreach (var one in inside)
                    xml.Element("test-case", [("id", $"0-{id++}"), .. Head(one)], () => Inside(xml, one));
            });
        }
    }

    private static (string, object)[] Names(string name) => [("name", name), ("fullname", name), ("runstate", "Runnable")];

    private static (string, object)[] Head(NightCase one)
    {
        var (result, label) = Result(one.Outcome);
        return
        [
            ("name", one.Name), ("fullname", $"{one.Suite}.{one.Name}"), ("methodname", one.Name), ("classname", one.Suite),
            ("runstate", one.Outcome == Outcomes.Quarantined ? "Ignored" : "Runnable"), ("result", result),
            .. label.Length == 0 ? Array.Empty<(string, object)>() : [("label", label)],
            .. Clock(one.Times?.Started, one.Seconds), ("asserts", one.Job.Gates.Count),
        ];
    }

    private static (string Result, string Label) Result(string outcome) => outcome switch
    {
        Outcomes.Fail or Outcomes.Regression => ("Failed", ""),
        Outcomes.Infrastructure => ("Failed", "Error"),
        Outcomes.Quarantined => ("Skipped", "Ignored"),
        Outcomes.NotRun => ("Inconclusive", ""),
        _ => ("Passed", ""),
    };

    private static void Inside(XmlWriter xml, NightCase one)
    {
        xml.Properties(one.Properties);
        var result = Result(one.Outcome).Result;
        if (result == "Failed")
            xml.Element("failure", [], () => xml.Text("message", one.Full));
        else if (result != "Passed")
            xml.Element("reason", [], () => xml.Text("message", one.Full));
        if (one.Attachments.Count > 0)
            xml.Element("attachments", [], () => Attachments(xml, one.Attachments));
    }

    private static void Attachments(XmlWriter xml, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
            xml.Element("attachment", [], () => xml.Text("filePath", path));
    }

    private static (string, object)[] Counts(IReadOnlyList<NightCase> cases)
    {
        int Of(string result) => cases.Count(c => Result(c.Outcome).Result == result);
        var worst = WorstFirst.FirstOrDefault(r => Of(r) > 0) ?? "Inconclusive";
        return
        [
            ("testcasecount", cases.Count), ("result", worst), .. worst == "Failed" ? [("site", "Child")] : Array.Empty<(string, object)>(), ("total", cases.Count),
            ("passed", Of("Passed")), ("failed", Of("Failed")), ("warnings", 0), ("inconclusive", Of("Inconclusive")), ("skipped", Of("Skipped")),
            ("asserts", cases.Sum(c => c.Job.Gates.Count)),
        ];
    }

    private static (string, object)[] Clock(DateTimeOffset? started, double seconds)
    {
        (string, object) duration = ("duration", seconds.ToString("F6", CultureInfo.InvariantCulture));
        return started is { } start ? [("start-time", Utc(start)), ("end-time", Utc(start.AddSeconds(seconds))), duration] : [duration];
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
