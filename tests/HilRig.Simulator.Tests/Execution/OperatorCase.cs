using System.Text.Json.Serialization;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>One small reference model of an operator with its inputs; its outputs are compared elsewhere.</summary>
internal sealed record OperatorCase(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("samples")] int Samples,
    [property: JsonPropertyName("stateful")] bool Stateful,
    [property: JsonPropertyName("reset_between_samples")] bool ResetBetweenSamples)
{
    /// <summary>The folder of the index that lists it.</summary>
    [JsonIgnore]
    public string Root { get; init; } = "";

    /// <summary>Its operator's folder.</summary>
    public string Folder => Name.Split('/')[0];

    /// <summary>True when variable tensors are carried from sample to sample.</summary>
    public bool Carries => Stateful && !ResetBetweenSamples;

    /// <summary>The model's bytes.</summary>
    public byte[] Model => Bytes("tflite");

    public ModelGraph Graph => ModelReader.Read(Model, Name);

    public byte[] Inputs => Bytes("in.bin");

    private byte[] Bytes(string ending) => File.ReadAllBytes(Path.Combine(Root, $"{Name}.{ending}"));
}
