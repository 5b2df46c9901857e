using HilRig.Harness.Bias.Repair;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Bias.Repair;

/// <summary>Requests for repairs of real models.</summary>
internal static class Repairs
{
    public static RepairRequest Digits(int fit = 250) => Request(
        Checkout.PathOf("fixtures", "models", "digits_int8.tflite"), Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"),
        Checkout.PathOf("fixtures", "data", "digits", "labels.u8"), fit);

    public static RepairRequest Shared(string model, string data, int fit = 500) => Request(
        TestKit.Shared.Need("models", model + ".tflite"), TestKit.Shared.Need("data", data, "inputs.int8.bin"), TestKit.Shared.Need("data", data, "labels.u8"), fit);

    public static RepairResult Run(RepairRequest request, params string[] gates) =>
        new BiasRepair(request with { Gates = [.. gates.Select(Gate.Parse)] }, new SilentProgress()).Run();

    private static RepairRequest Request(string model, string inputs, string labels, int fit)
    {
        var graph = ModelReader.ReadFile(model);
        var samples = SampleSet.Read(inputs, PreparedModel.Prepare(graph));
        return new() { Graph = graph, Samples = samples, Labels = Labels.Read(labels, samples.Count), Split = SampleSplit.First(samples.Count, fit) };
    }
}
