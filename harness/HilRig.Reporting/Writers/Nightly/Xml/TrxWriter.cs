using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Writers.Nightly.Xml;

/// <summary>
/// A night as TRX, in the namespace that Visual Studio and Azure DevOps read: a class a target, a test a job. Identities follow from names, so that
/// readers recognize a test in the next night.
/// </summary>
public static class TrxWriter
{
    private const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // Fixed by the format: a unit test, and the list of results that are in no list.
    private const string UnitTest = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string NoList = "8c84fa94-04c1-424b-9868-57a2d4851a1d";
    private const string AllLists = "19431567-8539-422a-85d7-44ee4e166bda";

    // Any will do.
    private const string SettingsId = "5f0d2c1e-6a7b-4c8d-9e0f-1a2b3c4d5e6f";

    private const string NoTime = "0001-01-01T00:00:00.0000000+00:00";

    private static readonly string[] Unused =
        ["timeout", "aborted", "passedButRunAborted", "notRunnable", "disconnected", "warning", "completed", "inProgress", "pending"];

    /// <param name="times">Null where nothing is known of the clock.</param>
    /// <param name="folder">Absolute path of the night's folder, by which readers find attachments; empty for relative ones.</param>
    public static string Write(NightRecord night, NightTimes? times = null, string folder = "")
    {
        var cases = NightCase.Of(night, times, folder);
        return XmlText.Document(xml =>
        {
            xml.WriteStartElement("TestRun", Namespace);
            xml.WriteAttributeString("id", RunId(night, times));
            xml.WriteAttributeString("name", Printable.Of(night.Name));
            Times(xml, times);
            xml.Element("TestSettings", [("name", "default"), ("id", SettingsId)], () => xml.Element("Deployment", [("runDeploymentRoot", ".")]));
            xml.Element("Results", [], () => Each(cases, one => Result(xml, one, times)));
            xml.Element("TestDefinitions", [], () => Each(cases, one => Definition(xml, night, one)));
            xml.Element("TestEntries", [], () => Each(cases, one => Entry(xml, one)));
            xml.Element("TestLists", [], () =>
            {
                xml.Element("TestList", [("name", "Results Not in a List"), ("id", NoList)]);
                xml.Element("TestList", [("name", "All Loaded Results"), ("id", AllLists)]);
            });
            Summary(xml, night, cases);
            xml.WriteEndElement();
        });
    }

    private static void Entry(XmlWriter xml, NightCase one) =>
        xml.Element("TestEntry", [("testId", one.Id()), ("executionId", one.Id("execution")), ("testListId", NoList)]);

    private static void Times(XmlWriter xml, NightTimes? times)
    {
        if (times is null)
            return;
        var (start, end) = (Iso(times.Started), Iso(times.Started.AddSeconds(times.Seconds)));
        xml.Element("Times", [("creation", start), ("queuing", start), ("start", start), ("finish", end)]);
    }

    private static void Result(XmlWriter xml, NightCase one, NightTimes? times)
    {
        var execution = one.Id("execution");
        (string, object)[] clock = one.Times is { } t ? [("startTime", Iso(t.Started)), ("endTime", Iso(t.Started.AddSeconds(t.Seconds)))] : [];
        (string, object)[] names = [("executionId", execution), ("testId", one.Id()), ("testName", $"{one.Suite}.{one.Name}"), ("computerName", times?.Host ?? "")];
        (string, object)[] verdict = [("testType", UnitTest), ("outcome", Outcome(one.Outcome)), ("testListId", NoList), ("relativeResultsDirectory", execution)];
        (string, object) duration = ("duration", TimeSpan.FromSeconds(one.Seconds).ToString("c", CultureInfo.InvariantCulture));
        xml.Element("UnitTestResult", [.. names, duration, .. clock, .. verdict], () =>
        {
            if (one.Outcome != Outcomes.Pass)
                xml.Element("Output", [], () => xml.Element("ErrorInfo", [], () => xml.Text("Message", one.Full)));
            if (one.Attachments.Count > 0)
                xml.Element("ResultFiles", [], () => Each(one.Attachments, path => xml.Element("ResultFile", [("path", path)])));
        });
    }

    private static void Definition(XmlWriter xml, NightRecord night, NightCase one) =>
        xml.Element("UnitTest", [("name", $"{one.Suite}.{one.Name}"), ("storage", night.Name), ("id", one.Id())], () =>
        {
            xml.Element("Properties", [], () => Each(one.Properties, p => xml.Element("Property", [], () =>
            {
                xml.Text("Key", p.Name);
                xml.Text("Value", p.Value);
            })));
            xml.Element("Execution", [("id", one.Id("execution"))]);
            xml.Element("TestMethod", [("codeBase", night.Name), ("adapterTypeName", "executor://hilrig/nightly"), ("className", one.Suite), ("name", one.Name)]);
        });

    private static void Summary(XmlWriter xml, NightRecord night, IReadOnlyList<NightCase> cases)
    {
        int Of(params string[] outcomes) => cases.Count(c => outcomes.Contains(c.Outcome));
        (string, object)[] counters =
        [
            ("total", cases.Count), ("executed", Of(Outcomes.Pass, Outcomes.Fail, Outcomes.Regression, Outcomes.Infrastructure)), ("passed", Of(Outcomes.Pass)),
            ("failed", Of(Outcomes.Fail, Outcomes.Regression)), ("error", Of(Outcomes.Infrastructure)), ("inconclusive", Of(Outcomes.NotRun)),
            ("notExecuted", Of(Outcomes.Quarantined)), .. Unused.Select(name => (name, (object)0)),
        ];
        xml.Element("ResultSummary", [("outcome", night.ExitCode == 0 ? "Completed" : "Failed")], () =>
        {
            xml.Element("Counters", counters);
            xml.Element("Output", [], () => xml.Text("StdOut", string.Join('\n', night.Sentences)));
            if (night.Findings.Count > 0)
                xml.Element("RunInfos", [], () => Each(night.Findings, f => Info(xml, f)));
        });
    }

    private static void Info(XmlWriter xml, NightFinding finding) =>
        xml.Element(
            "RunInfo", [("computerName", ""), ("outcome", Outcome(finding.Outcome)), ("timestamp", NoTime)],
            () => xml.Text("Text", $"{finding.Subject}: {finding.Sentence}"));

    private static string Outcome(string outcome) => outcome switch
    {
        Outcomes.Fail or Outcomes.Regression => "Failed",
        Outcomes.Infrastructure => "Error",
        Outcomes.Quarantined => "NotExecuted",
        Outcomes.NotRun => "Inconclusive",
        _ => "Passed",
    };

    private static void Each<T>(IEnumerable<T> all, Action<T> write)
    {
        foreach (var one in all)
            write(one);
    }

    private static string RunId(NightRecord night, NightTimes? times)
    {
        var what = $"{night.PlanSha256}\n{night.Shard}\n{(times is null ? "" : Iso(times.Started))}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16)).ToString();
    }

    private static string Iso(DateTimeOffset time) => time.ToString("o", CultureInfo.InvariantCulture);
}
