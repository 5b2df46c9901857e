using System.Text.Json;
using System.Text.Json.Serialization;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>One small model of reference/ops with its inputs and expected outputs.</summary>
internal sealed record OperatorCase(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("samples")] int Samples,
    [property: JsonPropertyName("stateful")] bool Stateful,
    [property: JsonPropertyName("reset_between_samples")] bool ResetBetweenSamples)
{
    /// <summary>Its operator's folder.</summary>
    public string Folder => Name.Split('/')[0];

    /// <summary>True when variable tensors are carried from sample to sample.</summary>
    public bool Carries => Stateful && !ResetBetweenSamples;

    /// <summary>The model's bytes.</summary>
    public byte[] File => System.IO.File.ReadAllBytes(PathOf("tflite"));

    public ModelGraph Graph => ModelReader.ReadFile(PathOf("tflite"));

    /// <summary>Every case; empty where the material is absent.</summary>
    public static OperatorCase[] All() => Shared.IsPresent
        ? JsonSerializer.Deserialize<OperatorCase[]>(System.IO.File.ReadAllText(Shared.Need("reference", "ops", "index.json")))!
        : [];

    /// <summary>Its inputs, or the outputs of one rounding.</summary>
    public byte[] Bytes(string what) => System.IO.File.ReadAllBytes(PathOf($"{what}.bin"));

    private string PathOf(string ending) => Shared.Need("reference", "ops", $"{Name}.{ending}");
}
