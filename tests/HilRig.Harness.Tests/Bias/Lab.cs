using HilRig.Harness.Bias;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Bias;

/// <summary>The bias lab on the bundled model and on the real ones of ../shared.</summary>
internal static class Lab
{
    public static BiasLabRequest Digits(params string[] biases)
    {
        var (model, data) = (Checkout.PathOf("fixtures", "models", "digits_int8.tflite"), Checkout.PathOf("fixtures", "data", "digits"));
        return Request(model, Path.Combine(data, "inputs.int8.bin"), Path.Combine(data, "labels.u8"), biases);
    }

    public static BiasLabRequest Of(string model, string[] inputs, string[]? labels, params string[] biases) =>
        Request(Shared.Need("models", model + ".tflite"), Shared.Need(inputs), labels is null ? null : Shared.Need(labels), biases);

    public static Task<BiasLabRecord> RunAsync(BiasLabRequest request) => new BiasLab(request, new SilentProgress()).RunAsync(default);

    private static BiasLabRequest Request(string model, string inputs, string? labels, string[] biases)
    {
        var graph = ModelReader.ReadFile(model);
        var samples = SampleSet.Read(inputs, PreparedModel.Prepare(graph));
        var specs = biases.Length == 0 ? BiasSpec.All.Skip(1) : biases.Select(BiasSpec.Parse);
        return new()
        {
            Graph = graph,
            Samples = samples,
            Labels = labels is null ? null : Labels.Read(labels, samples.Count),
            Subjects = [.. specs.Select(spec => NarrowSubject.Of(graph, spec))],
        };
    }
}
