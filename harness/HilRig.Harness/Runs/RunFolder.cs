using HilRig.Reporting.Html.Bias;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers;
using HilRig.Reporting.Writers.Bias;

namespace HilRig.Harness.Runs;

/// <summary>One folder under <c>hilrig-out/</c> with everything a run leaves behind.</summary>
public sealed class RunFolder
{
    private RunFolder(string path) => Path = path;

    public string Path { get; }

    public string DeviceLog => FileOf("device.log");

    public string WireLog => WireLogOf(null);

    public string Result => FileOf("result.json");

    public string Report => FileOf("report.md");

    /// <summary>The report to look at.</summary>
    public string Html => FileOf("report.html");

    /// <summary>The wire log of one of several targets; of the only one for null.</summary>
    public string WireLogOf(string? target) => FileOf(target is null ? "wire.hrt" : $"wire-{FileNames.Of(target)}.hrt");

    /// <summary>A folder that is there, named by itself or by its result.json.</summary>
    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string path)
    {
        var folder = Directory.Exists(path) ? path : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var run = new RunFolder(System.IO.Path.GetFullPath(folder));
        return File.Exists(run.Result)
            ? run
            : throw new UsageException($"there is no run in {path}: a run folder holds a result.json; its path is the last line that a run prints");
    }

    // Its creation tells which of two processes that begin in the same second has the folder.
    private const string Claim = ".hilrig-run";

    /// <summary>Creates a folder named after time, verb and model; a second run in the same second, of another process too, gets a number.</summary>
    public static RunFolder Create(string root, string verb, string model, DateTimeOffset now)
    {
        var name = $"{now:yyyyMMdd-HHmmss}-{verb}-{FileNames.Of(model)}";
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, number == 1 ? name : $"{name}-{number}"));
            if (!Directory.Exists(path) && Claimed(path))
                return new(path);
        }
    }

    private static bool Claimed(string path)
    {
        Directory.CreateDirectory(path);
        var claim = System.IO.Path.Combine(path, Claim);
        try
        {
            using var file = new FileStream(claim, FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(claim))
        {
            return false;
        }
    }

    /// <summary>Writes <c>result.json</c> and <c>report.md</c>.</summary>
    public void Write(RunRecord record)
    {
        File.WriteAllText(Result, JsonWriter.Write(record));
        File.WriteAllText(Report, MarkdownWriter.Write(record));
    }

    /// <summary>The same of a profile.</summary>
    public void Write(ProfileRecord profile)
    {
        File.WriteAllText(Result, ProfileWriter.Json(profile));
        File.WriteAllText(Report, ProfileWriter.Markdown(profile));
    }

    /// <summary>The bias lab's: <c>result.json</c>, <c>report.html</c>, <c>report.md</c>, tables for spreadsheets, overlays for Model Explorer.</summary>
    public void Write(BiasLabRecord lab)
    {
        File.WriteAllText(Result, BiasLabJson.Write(lab));
        WriteReports(lab);
    }

    /// <summary>All but <c>result.json</c>.</summary>
    public void WriteReports(BiasLabRecord lab)
    {
        File.WriteAllText(Html, BiasReport.Write(lab));
        File.WriteAllText(Report, BiasMarkdown.Write(lab));
        File.WriteAllText(FileOf("schemes.csv"), BiasCsv.Schemes(lab));
        File.WriteAllText(FileOf("channels.csv"), BiasCsv.Channels(lab));
        foreach (var explanation in lab.Explanations)
            File.WriteAllText(FileOf($"model-explorer-{FileNames.Of(explanation.Bias, "-")}.json"), ModelExplorer.Write(explanation));
    }

    /// <summary>A repair's: <c>result.json</c>, <c>report.html</c> and <c>report.md</c>.</summary>
    public void Write(RepairRecord repair)
    {
        File.WriteAllText(Result, RepairWriter.Json(repair));
        WriteReports(repair);
    }

    /// <summary>All but <c>result.json</c>.</summary>
    public void WriteReports(RepairRecord repair)
    {
        File.WriteAllText(Html, RepairReport.Write(repair));
        File.WriteAllText(Report, RepairWriter.Markdown(repair));
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);
}
