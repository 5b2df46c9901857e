using System.Text.Json.Serialization;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>One small model with its inputs and TensorFlow Lite Micro's outputs.</summary>
internal sealed record OperatorCase(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("samples")] int Samples,
    [property: JsonPropertyName("stateful")] bool Stateful,
    [property: JsonPropertyName("reset_between_samples")] bool ResetBetweenSamples)
{
    /// <summary>Gives a file of the material by its path; null where there is none.</summary>
    [JsonIgnore]
    public Func<string, byte[]?> Material { get; init; } = _ => null;

    /// <summary>Its operator's folder.</summary>
    public string Folder => Name.Split('/')[0];

    /// <summary>True when variable tensors are carried from sample to sample.</summary>
    public bool Carries => Stateful && !ResetBetweenSamples;

    /// <summary>The model's bytes.</summary>
    public byte[] Model => Need("tflite");

    public ModelGraph Graph => ModelReader.Read(Model, Name);

    public byte[] Inputs => Need("in.bin");

    /// <summary>Outputs of one rounding; the material leaves the single one out where both are alike.</summary>
    public byte[] Outputs(string rounding) => Material($"{Name}.{rounding}.bin") ?? Need("double.bin");

    private byte[] Need(string ending) => Material($"{Name}.{ending}") ?? throw new FileNotFoundException($"{Name}.{ending}");
}
