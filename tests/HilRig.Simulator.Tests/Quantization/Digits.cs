using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>The bundled models and their 500 labelled samples.</summary>
internal static class Digits
{
    public const int Count = 500;
    public const int Classes = 10;

    public static ModelGraph Float { get; } = Model("digits_float32");

    public static ModelGraph Int8 { get; } = Model("digits_int8");

    public static byte[] Codes { get; } = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"));

    public static byte[] Labels { get; } = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "labels.u8"));

    /// <summary>The samples as the float model takes them, from the codes by the int8 model's own scale.</summary>
    public static float[] Reals()
    {
        var input = Int8.Tensor(Int8.Inputs[0]).Quantization!;
        return [.. Codes.Select(c => (float)((unchecked((sbyte)c) - input.ZeroPoint()) * (double)input.Scale()))];
    }

    /// <summary>Predicted digits, the lowest among equal scores.</summary>
    public static int[] Predict(ModelGraph graph)
    {
        var model = PreparedModel.Prepare(graph);
        if (graph.Tensor(graph.Inputs[0]).Type == ElementType.Int8)
            return ArgMax([.. BatchRunner.Run(model, Codes, Count).Select(b => (float)unchecked((sbyte)b))]);
        var outputs = BatchRunner.Run(model, MemoryMarshal.AsBytes(Reals().AsSpan()).ToArray(), Count);
        return ArgMax(MemoryMarshal.Cast<byte, float>(outputs).ToArray());
    }

    public static int Right(int[] predictions) => predictions.Where((p, i) => p == Labels[i]).Count();

    public static int Changed(int[] predictions, int[] reference) => predictions.Where((p, i) => p != reference[i]).Count();

    private static ModelGraph Model(string name) => ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", name + ".tflite"));

    private static int[] ArgMax(float[] scores) => [.. scores.Chunk(Classes).Select(s => Array.IndexOf(s, s.Max()))];
}
