using System.Text.Json;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using HilRig.Reporting.Writers.Bias;

namespace HilRig.Harness.Runs;

/// <summary>Makes the reports of a run again from its <c>result.json</c>.</summary>
public static class RunReports
{
    /// <returns>The report to look at.</returns>
    /// <exception cref="UsageException">The file is no result of a run, or of a newer schema.</exception>
    public static string Rebuild(RunFolder folder)
    {
        var json = File.ReadAllText(folder.Result);
        try
        {
            return Rebuild(folder, json);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            throw new UsageException($"{folder.Result}: {error.Message}", error);
        }
    }

    private static string Rebuild(RunFolder folder, string json)
    {
        using var document = JsonDocument.Parse(json);
        switch (Kind(document.RootElement))
        {
            case BiasLabRecord.BiasLab:
                folder.WriteReports(BiasLabJson.Read(json));
                return folder.Html;
            case RepairRecord.BiasRepair:
                folder.WriteReports(Read<RepairRecord>(json));
                return folder.Html;
            case NightRecord.Nightly:
                return NightReports.Rebuild(NightFolder.Open(folder.Path));
            case "profile":
                File.WriteAllText(folder.Report, ProfileWriter.Markdown(Read<ProfileRecord>(json)));
                return folder.Report;
            default:
                File.WriteAllText(folder.Report, MarkdownWriter.Write(JsonWriter.Read(json)));
                return folder.Report;
        }
    }

    // Validations and profiles are older than the word; only a validation has a verdict.
    private static string Kind(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"it holds {root.ValueKind}, a result is an object");
        if (root.TryGetProperty("kind", out var kind))
            return kind.GetString() ?? "";
        return root.TryGetProperty("verdict", out _) ? "validation" : "profile";
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonWriter.Options) ?? throw new InvalidDataException("the file holds null");
}
