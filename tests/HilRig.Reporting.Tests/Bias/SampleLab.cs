using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Tests.Bias;

/// <summary>A small record of the bias lab with one of everything, and names that would break a page.</summary>
internal static class SampleLab
{
    public const string Hostile = "a<script>alert(1)</script>\"&b";

    public static BiasLabRecord Record { get; } = new()
    {
        Tool = "hilrig 0.1.0",
        Started = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero),
        Seconds = 1.5,
        Model = new(Hostile, "00ff", 3, 1_234_567, 784, 10, 5_000, 400, 9_876, 7_840),
        Rounding = "double",
        Samples = 1_000,
        Labelled = true,
        Task = new("classification", "logits", 0.25),
        Float = new("float twin", 0.902, 0.88, 0.92, 11, 0.0123),
        Schemes = [Row("int32", 32, 0.901, 0, 400), Row("int8:saturate", 8, 0.217, 734, 100), Row("int8:channel-shift", 8, 0.903, 4, 200)],
        Recommended = "int8:channel-shift",
        Explanations = [new("int8:saturate", 734, 0.684, 9.75, [Layer(0, 0.75), Layer(2, 0.25)], [Flip(17), Flip(18) with { Label = 3 }], ["first cause", "second cause"])],
        Findings = [new("dead channels", 2, "CONV_2D", Hostile, [3], $"CONV_2D 2 '{Hostile}': 1 of 2 channels are dead")],
        Boards =
        [
            new("qemu:b", BoardCell.Float, "instructions", "emulated", 4_444, 0, 3, 0, 0, ""),
            new("qemu:b", "int32", "instructions", "emulated", 1_111, 20, 20, 60, 60, "") { Memory = new(9_876, 0, 7_840, 7_840, 3_020, null) },
            new("qemu:b", "int8:saturate", "instructions", "emulated", null, 0, 0, 0, 0, "no room: 12 bytes"),
            new("qemu:b", "int8:channel-shift", "instructions", "emulated", 1_119, 20, 20, 60, 60, ""),
        ],
        Notes = ["samples were quantized"],
        Sentences = ["Take int8:channel-shift."],
    };

    private static SchemeRow Row(string bias, int bits, double accuracy, int changed, int bytes) => new()
    {
        Bias = bias, Bits = bits, Accuracy = accuracy, AccuracyLow = accuracy - 0.02, AccuracyHigh = Math.Min(1, accuracy + 0.02), Changed = changed, Gained = 1,
        Lost = 2, PairedP = 0.625, ChangedAgainstFloat = 12, MedianMargin = changed == 0 ? null : 2.5, LargestMargin = 9, Rmse = 2.46, Largest = 42, Mean = -0.25,
        ScoreRmse = 1.25, BiasBytes = bytes, BytesPerBias = bytes / 100.0, BiasRamBytes = 0, ImageBytes = 9_876 - 400 + bytes,
    };

    private static LayerExplanation Layer(int index, double share) => new()
    {
        Index = index, Operator = "CONV_2D", Name = Hostile, Tensor = $"net/{index}/{Hostile}", Stored = "int8", LocalRmse = 0.5, LocalLargest = 3, AccumulatedRmse = 0.75,
        PredictedRmse = 0.4, NarrowAlone = new(500, 0.3, 4.5), WideAlone = new(300, 0.1, 2.5), Share = share, BiasBytes = 50, WideExtraBytes = 150,
        ChannelShiftExtraBytes = 50, Clamped = 1, RoundedAway = 1, Dead = 0, HeadroomBits = 12.5, Cause = $"cause of {index}",
        Channels =
        [
            new(0, -40_000, -128, 1, 127, -128, 31.5, 30.25, 30.5, -50_000, 9_000, false, "clamped"),
            new(1, 3, 0, 8, 1_016, 0, -0.02, -0.01, 0.1, -20, 7, false, "rounded away"),
        ],
    };

    private static FlippedSample Flip(int sample) => new(sample, 5, 3, 5, 2.5, 1.5, [0], new(2, 3, 1, [0, 50, 100, 150, 200, 255]));
}
