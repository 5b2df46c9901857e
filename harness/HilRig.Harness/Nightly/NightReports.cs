using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.History;
using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Html.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers.Nightly;
using HilRig.Reporting.Writers.Nightly.Xml;

namespace HilRig.Harness.Nightly;

/// <summary>What people and machines read of a night: <c>report.html</c>, <c>report.md</c>, <c>junit.xml</c>, <c>nunit.xml</c> and <c>results.trx</c>.</summary>
public static class NightReports
{
    /// <summary>The green night before this one; null where there is none, or no history.</summary>
    /// <exception cref="UsageException">The file is no history.</exception>
    public static NightRecord? LastGreen(string history, NightFolder folder)
    {
        if (!File.Exists(history))
            return null;
        using var file = NightHistory.OpenExisting(history);
        return file.LastGreen(folder.Plan.Name, folder.Plan.RunId);
    }

    /// <summary>The reports of a finished night once more.</summary>
    /// <returns>The one to look at.</returns>
    /// <exception cref="UsageException">The night is not finished, or damaged.</exception>
    public static string Rebuild(NightFolder folder)
    {
        var ((night, times), config, root) = (folder.Read(), folder.Plan.Config, Path.GetDirectoryName(folder.Path)!);
        // The config may lie elsewhere by now; the usual history lies beside the night.
        var history = File.Exists(config) ? NightHistory.PathOf(ConfigFile.Load(config), root) : NightHistory.PathIn(root);
        Write(folder, night, LastGreen(history, folder), times);
        return folder.Html;
    }

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
