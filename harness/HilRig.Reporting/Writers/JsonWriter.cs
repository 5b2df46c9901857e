using System.Text.Json;
using System.Text.Json.Serialization;
using HilRig.Reporting.Records;

namespace HilRig.Reporting.Writers;

/// <summary><c>result.json</c>: every figure of a run.</summary>
public static class JsonWriter
{
    public static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write(RunRecord record) => JsonSerializer.Serialize(record, Options);

    /// <exception cref="InvalidDataException">Not a run record, or one of a newer schema.</exception>
    public static RunRecord Read(string json)
    {
        try
        {
            var record = JsonSerializer.Deserialize<RunRecord>(json, Options) ?? throw new InvalidDataException("the file holds null");
            return record.Schema <= RunRecord.CurrentSchema
                ? record
                : throw new InvalidDataException($"schema {record.Schema} is newer than {RunRecord.CurrentSchema}, which this version reads; update hilrig");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"not a run record: {error.Message}", error);
        }
    }
}
