using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Html.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers.Nightly;
using HilRig.Reporting.Writers.Nightly.Xml;

namespace HilRig.Harness.Nightly;

/// <summary>What people and machines read of a night: <c>report.html</c>, <c>report.md</c>, <c>junit.xml</c>, <c>nunit.xml</c> and <c>results.trx</c>.</summary>
public static class NightReports
{
    /// <param name="before">The last green night; null where there is none.</param>
    public static void Write(NightFolder folder, NightRecord night, NightRecord? before, NightTimes times)
    {
        folder.Write("report.html", MorningReport.Write(night, before, times));
        folder.Write("report.md", NightMarkdown.Write(night, before, times));
        folder.Write("junit.xml", JUnitWriter.Write(night, times, folder.Path));
        folder.Write("nunit.xml", NUnitWriter.Write(night, times, folder.Path));
        folder.Write("results.trx", TrxWriter.Write(night, times, folder.Path));
    }
}
