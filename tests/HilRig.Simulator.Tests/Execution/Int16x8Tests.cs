using System.Runtime.InteropServices;
using System.Text.Json;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>
/// Models with int16 activations and int8 weights against goldens of another make. Where TensorFlow Lite Micro meets a golden, so does the
/// simulator; where it misses some elements by 1, the simulator misses as many.
/// </summary>
[Category(Shared.Category)]
public sealed class Int16x8Tests
{
    private static IEnumerable<string> Names => Shared.IsPresent ? Index().Select(m => m.Name).Order() : ["absent"];

    [TestCaseSource(nameof(Names))]
    public void Golden_as_TensorFlow_Lite_Micro_meets_it(string name)
    {
        Shared.Need("reference", "int16x8");
        var model = PreparedModel.Prepare(ModelReader.ReadFile(PathOf(name, "tflite")));
        var (inputs, golden) = (File.ReadAllBytes(PathOf(name, "in.bin")), File.ReadAllBytes(PathOf(name, "golden.bin")));
        var outputs = BatchRunner.Run(model, inputs, inputs.Length / model.InputBytes);
        var differences = Integers(model, outputs).Zip(Integers(model, golden), (a, b) => Math.Abs(a - b)).Where(d => d != 0).ToArray();
        var expected = Index().Single(m => m.Name == name).Missed;
        Assert.That(differences, Is.EqualTo(Enumerable.Repeat(1L, expected)));
    }

    private static IEnumerable<long> Integers(PreparedModel model, byte[] bytes) => model.Graph.Tensor(model.Graph.Outputs[0]).Type switch
    {
        ElementType.Int32 => MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(v => (long)v),
        _ => MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(v => (long)v),
    };

    private static string PathOf(string name, string ending) => Shared.Need("reference", "int16x8", $"{name}.{ending}");

    /// <summary>Each model and how many elements of its golden the public runtime misses, each by 1.</summary>
    private static IEnumerable<(string Name, int Missed)> Index()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Shared.Need("reference", "int16x8", "index.json")));
        return [.. index.RootElement.EnumerateArray().Select(m => (m.GetProperty("name").GetString()!, Missed(m.GetProperty("ref").GetString()!)))];
    }

    // "exact", or "diff 1 n=2/1408": two elements off by 1.
    private static int Missed(string verdict) => verdict == "exact" ? 0 : int.Parse(verdict.Split("n=")[1].Split('/')[0]);
}
