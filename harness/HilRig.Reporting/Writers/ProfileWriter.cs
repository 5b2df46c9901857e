using System.Globalization;
using System.Text;
using System.Text.Json;
using HilRig.Reporting.Records;

namespace HilRig.Reporting.Writers;

/// <summary>A profile as <c>result.json</c> and <c>report.md</c>.</summary>
public static class ProfileWriter
{
    public static string Json(ProfileRecord profile) => JsonSerializer.Serialize(profile, JsonWriter.Options);

    public static string Markdown(ProfileRecord profile)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {profile.Model}: profile");
        text.AppendLine();
        foreach (var sentence in profile.Sentences)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {sentence}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{profile.Samples} samples ({profile.Input}), {profile.Rounding} rounding, {profile.Tool}.");
        foreach (var (heading, table) in Sections(profile))
            text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{MarkdownWriter.Write(table)}");
        return text.ToString();
    }

    /// <summary>All tables in the order they are shown.</summary>
    public static IEnumerable<(string Heading, Table Table)> Sections(ProfileRecord profile)
    {
        foreach (var target in profile.Targets)
        {
            if (target.Variants.FirstOrDefault(v => v.Layers.Count > 0) is { } variant)
                yield return ($"Layers on {target.Name}, {variant.Bias}", ProfileTables.Layers(target, variant));
            if (target.Firmware.Count > 0)
                yield return ($"Firmware of {target.Name}", ProfileTables.Firmware(target));
        }
        yield return ("Biases side by side", ProfileTables.Variants(profile));
    }
}
