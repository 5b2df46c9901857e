using System.Collections.Immutable;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>What post-training quantization gives.</summary>
/// <param name="File">The integer <c>.tflite</c>. Tensor indices and names are the float model's, unless something was folded.</param>
/// <param name="Ranges">The range of every activation of <see cref="Source"/> by the calibration method.</param>
/// <param name="Raised">Weight scales raised so that a bias fits; empty unless the model has dead channels.</param>
public sealed record QuantizedModel(byte[] File, CalibrationRanges Ranges, ImmutableArray<RaisedScale> Raised)
{
    /// <summary>The float model that was quantized in the end: folded, equalized and with corrected biases.</summary>
    public required ModelGraph Source { get; init; }

    /// <summary>The same model before its biases were narrowed; <see cref="File"/> itself where they were not.</summary>
    public required byte[] WideFile { get; init; }

    /// <summary>Operators that were folded into their neighbours, by name; empty for none.</summary>
    public ImmutableArray<string> Folded { get; init; } = [];

    /// <summary>Pairs of layers whose weights were balanced.</summary>
    public ImmutableArray<EqualizedPair> Equalized { get; init; } = [];

    /// <summary>Layers whose biases took back a mean error.</summary>
    public ImmutableArray<CorrectedLayer> Corrected { get; init; } = [];

    /// <summary>q7 formats made coarser because <c>out_shift</c> cannot be negative.</summary>
    public ImmutableArray<RaisedOutput> RaisedOutputs { get; init; } = [];
}

/// <summary>Two layers whose weights were balanced channel by channel.</summary>
/// <param name="Factor">The largest factor, or one over the smallest, that a channel was scaled by; 1 where nothing changed.</param>
public sealed record EqualizedPair(string First, string Second, double Factor);

/// <summary>A layer whose bias took back the mean error of its channels.</summary>
/// <param name="Largest">The largest change of a bias, as a real number.</param>
public sealed record CorrectedLayer(string Name, double Largest);

/// <summary>An activation whose scale was raised to what its layer's kernel can shift to.</summary>
public sealed record RaisedOutput(string Name, double Natural, double Raised);
