using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Bias;
using HilRig.Simulator.Models;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias explain</c>: where the loss of one scheme, or of a narrow model from another tool, comes from.</summary>
internal static class BiasExplainCommand
{
    public static Command Create()
    {
        var options = new LabOptions();
        var biases = new Option<string[]>("--bias")
        {
            Description = "Width and scheme to explain, repeatable: int8:layer-shift, int16:saturate, …; default is int8:channel-shift.",
            DefaultValueFactory = _ => [],
        };
        var narrow = new Option<string[]>("--narrow")
        {
            Description = "The same model with other biases, from any tool, repeatable: its biases are compared with --model's.",
            DefaultValueFactory = _ => [],
        };
        var command = new Command(
            "explain",
            "Where a loss comes from: layers by ablation, channels by their numbers, samples by their margins; and what is wrong with the model itself.")
        {
            biases, narrow,
        };
        options.AddTo(command);
        command.SetGuarded((p, cancellation) => LabRun.RunAsync(
            "explain", options, p, options.Request(p, graph => Subjects(graph, p.GetValue(biases)!, p.GetValue(narrow)!)) with { Explain = ExplainScope.All }, cancellation));
        return command;
    }

    private static IReadOnlyList<NarrowSubject> Subjects(ModelGraph graph, string[] biases, string[] files)
    {
        if (biases.Contains("int32"))
            throw new UsageException("int32 biases lose nothing against themselves; name a width and scheme, as int8:channel-shift");
        string[] specs = biases.Length == 0 && files.Length == 0 ? ["int8:channel-shift"] : biases;
        return
        [
            .. specs.Select(bias => NarrowSubject.Of(graph, CommonOptions.ParseBias(bias))),
            .. files.Select(file => NarrowSubject.Of(graph, CommonOptions.ReadModel(file))),
        ];
    }
}
