using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Every operator against TensorFlow Lite Micro on small models: integers bit-equal, FLOAT32 within 1e-5 of the largest value.</summary>
public sealed class ReferenceOperatorTests
{
    private const double FloatTolerance = 1e-5;

    private static IEnumerable<string> Folders => OperatorCases.Folders;

    [Test]
    public void Every_model_of([ValueSource(nameof(Folders))] string folder, [Values] Rounding rounding) =>
        RequireEqual(OperatorCases.Of(folder), rounding);

    [Test]
    [Category(Shared.Category)]
    public void Every_sample_of([ValueSource(nameof(Folders))] string folder, [Values] Rounding rounding) =>
        RequireEqual(OperatorCases.Reference().Where(c => c.Folder == folder), rounding);

    private static void RequireEqual(IEnumerable<OperatorCase> models, Rounding rounding)
    {
        var cases = models.ToArray();
        Assert.That(cases, Is.Not.Empty);
        var differences = cases.Select(c => Difference(c, rounding)).OfType<string>().ToArray();
        Assert.That(differences, Is.Empty, $"{cases.Length - differences.Length} of {cases.Length} agree");
    }

    private static string? Difference(OperatorCase model, Rounding rounding)
    {
        try
        {
            var prepared = PreparedModel.Prepare(model.Graph, rounding);
            var outputs = BatchRunner.Run(prepared, model.Inputs, model.Samples, stateful: model.Carries);
            var expected = model.Outputs(rounding.ToString().ToLowerInvariant());
            return First(prepared, outputs, expected) is { } where ? $"{model.Name}: {where}" : null;
        }
        catch (ModelException refusal)
        {
            return $"{model.Name}: refused, {refusal.Message}";
        }
    }

    private static string? First(PreparedModel model, byte[] actual, byte[] expected)
    {
        if (actual.Length != expected.Length)
            return $"{actual.Length} bytes of output, expected {expected.Length}";
        var limits = Limits(model, expected);
        for (var at = 0; at < actual.Length;)
        {
            for (var i = 0; i < model.Graph.Outputs.Length; i++)
            {
                var output = model.Graph.Tensor(model.Graph.Outputs[i]);
                var got = actual.AsSpan(at, (int)output.ByteCount);
                var want = expected.AsSpan(at, (int)output.ByteCount);
                if (Element(output, got, want, limits[i]) is { } where)
                    return $"sample {at / model.OutputBytes} {output} {where}";
                at += got.Length;
            }
        }
        return null;
    }

    /// <summary>What a float may differ by: relative to the largest expected value of the output over all samples.</summary>
    private static double[] Limits(PreparedModel model, byte[] expected)
    {
        var largest = new double[model.Graph.Outputs.Length];
        for (var at = 0; at < expected.Length;)
        {
            for (var i = 0; i < largest.Length; i++)
            {
                var output = model.Graph.Tensor(model.Graph.Outputs[i]);
                if (output.Type == ElementType.Float32)
                    foreach (var value in MemoryMarshal.Cast<byte, float>(expected.AsSpan(at, (int)output.ByteCount)))
                        largest[i] = Math.Max(largest[i], float.IsFinite(value) ? Math.Abs((double)value) : 0);
                at += (int)output.ByteCount;
            }
        }
        return [.. largest.Select(v => v * FloatTolerance)];
    }

    private static string? Element(TensorInfo output, ReadOnlySpan<byte> got, ReadOnlySpan<byte> want, double limit)
    {
        if (output.Type == ElementType.Float32)
            return Floats(MemoryMarshal.Cast<byte, float>(got), MemoryMarshal.Cast<byte, float>(want), limit);
        var first = got.CommonPrefixLength(want);
        if (first == got.Length)
            return null;
        var size = (int)output.Type.BytesFor(1);
        var element = first / size;
        return $"element {element}: expected {Integer(want.Slice(element * size, size))}, got {Integer(got.Slice(element * size, size))}";
    }

    private static string? Floats(ReadOnlySpan<float> got, ReadOnlySpan<float> want, double limit)
    {
        for (var i = 0; i < got.Length; i++)
        {
            var alike = got[i].Equals(want[i]) || Math.Abs((double)got[i] - want[i]) <= limit;
            if (!alike)
                return $"element {i}: expected {want[i]:R}, got {got[i]:R}, allowed difference {limit:R}";
        }
        return null;
    }

    private static long Integer(ReadOnlySpan<byte> element) => element.Length switch
    {
        1 => unchecked((sbyte)element[0]),
        2 => MemoryMarshal.Read<short>(element),
        4 => MemoryMarshal.Read<int>(element),
        _ => MemoryMarshal.Read<long>(element),
    };
}
