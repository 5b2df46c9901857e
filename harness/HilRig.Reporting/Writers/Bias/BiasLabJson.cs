using System.Text.Json;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Writers.Bias;

/// <summary><c>result.json</c> of the bias lab.</summary>
public static class BiasLabJson
{
    // Thousands of channels: a line each would make the file three times as long.
    private static readonly JsonSerializerOptions Compact = new(JsonWriter.Options) { WriteIndented = false };

    public static string Write(BiasLabRecord lab) => JsonSerializer.Serialize(lab, Compact);

    /// <exception cref="InvalidDataException">Not a record of the bias lab, or one of a newer schema.</exception>
    public static BiasLabRecord Read(string json)
    {
        try
        {
            var lab = JsonSerializer.Deserialize<BiasLabRecord>(json, Compact) ?? throw new InvalidDataException("the file holds null");
            if (lab.Kind != BiasLabRecord.BiasLab)
                throw new InvalidDataException($"it is of kind '{lab.Kind}', a record of the bias lab says '{BiasLabRecord.BiasLab}'");
            return lab.Schema <= BiasLabRecord.CurrentSchema
                ? lab
                : throw new InvalidDataException($"schema {lab.Schema} is newer than {BiasLabRecord.CurrentSchema}, which this version reads; update hilrig");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"not a record of the bias lab: {error.Message}", error);
        }
    }
}
