using System.Globalization;
using System.Xml;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Writers.Nightly.Xml;

/// <summary>
/// A night as JUnit XML, with the attributes that Jenkins, GitLab and Surefire read: a suite a target, a case a job. A failed or worse job is a
/// <c>failure</c>, of infrastructure an <c>error</c>, quarantined and left out ones are <c>skipped</c>.
/// </summary>
public static class JUnitWriter
{
    /// <param name="times">Null where nothing is known of the clock: all times are 0.</param>
    /// <param name="folder">Absolute path of the night's folder, by which readers find attachments; empty for relative ones.</param>
    public static string Write(NightRecord night, NightTimes? times = null, string folder = "")
    {
        var cases = NightCase.Of(night, times, folder);
        return XmlText.Document(xml => xml.Element("testsuites", [("name", night.Name), .. Counts(cases)], () =>
        {
            foreach (var suite in cases.GroupBy(c => c.Suite))
                Suite(xml, night, times, suite.Key, [.. suite]);
        }));
    }

    private static void Suite(XmlWriter xml, NightRecord night, NightTimes? times, string name, IReadOnlyList<NightCase> cases)
    {
        (string, object)[] clock = times is null ? [] : [("timestamp", Utc(times.Started)), ("hostname", times.Host)];
        xml.Element("testsuite", [("name", name), .. Counts(cases), .. clock], () =>
        {
            xml.Properties(NightCase.Common(night));
            foreach (var one in cases)
                xml.Element("testcase", [("classname", one.Suite), ("name", one.Name), ("time", Seconds(one.Seconds))], () => Case(xml, one));
        });
    }

    private static void Case(XmlWriter xml, NightCase one)
    {
        xml.Properties(one.Properties);
        (string, object)[] said = [("message", one.Message), ("type", one.Outcome)];
        switch (one.Outcome)
        {
            case Outcomes.Fail or Outcomes.Regression:
                xml.Element("failure", said, () => xml.Said(one.Full));
                break;
            case Outcomes.Infrastructure:
                xml.Element("error", said, () => xml.Said(one.Full));
                break;
            case Outcomes.Quarantined or Outcomes.NotRun:
                xml.Element("skipped", said, () => xml.Said(one.Full));
                break;
        }
        // How Jenkins' and GitLab's readers find files.
        if (one.Attachments.Count > 0)
            xml.Text("system-out", string.Join('\n', one.Attachments.Select(a => $"[[ATTACHMENT|{a}]]")));
    }

    private static (string, object)[] Counts(IReadOnlyList<NightCase> cases)
    {
        int Of(params string[] outcomes) => cases.Count(c => outcomes.Contains(c.Outcome));
        return
        [
            ("tests", cases.Count), ("failures", Of(Outcomes.Fail, Outcomes.Regression)), ("errors", Of(Outcomes.Infrastructure)),
            ("skipped", Of(Outcomes.Quarantined, Outcomes.NotRun)), ("time", Seconds(cases.Sum(c => c.Seconds))),
        ];
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("F3", CultureInfo.InvariantCulture);
}
