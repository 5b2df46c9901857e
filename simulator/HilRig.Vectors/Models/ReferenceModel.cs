using System.Text.Json.Serialization;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Vectors.Models;

/// <summary>
/// A small model with inputs and expected outputs beside it, one entry of an <c>index.json</c>: <c>name.tflite</c>,
/// <c>name.in.bin</c>, and <c>name.double.bin</c> with <c>name.single.bin</c> where it differs, or
/// <c>name.golden.bin</c> for double rounding alone.
/// </summary>
/// <param name="Operator">What it shows; absent in an index of golden models.</param>
/// <param name="Samples">Inferences in the files; absent means as many as the input file holds.</param>
/// <param name="IsStateful">It holds variable tensors.</param>
/// <param name="ResetBetweenSamples">They are reset before every sample; else carried on.</param>
/// <param name="SingleDiffers">Whether single rounding gives other outputs; absent means unknown.</param>
/// <param name="Reference">Whether the public reference runtime meets a golden answer: <c>exact</c>, or how it differs.</param>
public sealed record ReferenceModel(
    [property: JsonPropertyName("name"), JsonRequired] string Name,
    [property: JsonPropertyName("op")] string? Operator,
    [property: JsonPropertyName("ops")] IReadOnlyDictionary<string, int>? Operators,
    [property: JsonPropertyName("samples")] int? Samples,
    [property: JsonPropertyName("stateful")] bool IsStateful,
    [property: JsonPropertyName("reset_between_samples")] bool? ResetBetweenSamples,
    [property: JsonPropertyName("single_differs")] bool? SingleDiffers,
    [property: JsonPropertyName("ref")] string? Reference)
{
    /// <summary>The folder of the index.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>The line it is counted in.</summary>
    [JsonIgnore]
    public string Function => Operator ?? (Operators is null ? Name : string.Join("+", Operators.Keys));

    /// <summary>True when variable tensors keep their values from sample to sample.</summary>
    [JsonIgnore]
    public bool Carries => IsStateful && ResetBetweenSamples == false;

    [JsonIgnore]
    public string ModelFile => FileOf("tflite");

    [JsonIgnore]
    public string InputFile => FileOf("in.bin");

    /// <summary>The expected outputs; null where none are recorded for that rounding.</summary>
    public string? OutputFile(Rounding rounding) => rounding == Rounding.Double
        ? Existing("double.bin") ?? Existing("golden.bin")
        : Existing("single.bin") ?? (SingleDiffers == false ? Existing("double.bin") : null);

    private string? Existing(string ending) => File.Exists(FileOf(ending)) ? FileOf(ending) : null;

    private string FileOf(string ending) => Path.Combine(Folder, $"{Name}.{ending}");
}
