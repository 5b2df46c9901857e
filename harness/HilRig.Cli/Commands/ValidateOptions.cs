using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;

namespace HilRig.Cli.Commands;

/// <summary>The options of <c>hilrig validate</c>, and the requests they make: one for each model.</summary>
internal sealed class ValidateOptions
{
    /// <summary>Stands for "no labels" where other models have some.</summary>
    private const string NoLabels = "-";

    private readonly Option<string[]> _models = new("--model", "-m") { Description = "The .tflite model; repeatable, each with its own --input.", Required = true };

    private readonly Option<string[]> _inputs = new("--input", "-i")
    {
        Description = "Samples: raw .bin as the model's tensors, or .npy (float32 and uint8 are quantized for an INT8 model). One for each model, in their order.",
        Required = true,
    };

    private readonly Option<string[]> _labels = new("--labels", "-l")
    {
        Description = "Class labels: .u8, .csv or .npy. With several models one for each, - for none.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _floats = new("--float")
    {
        Description = "Float .tflite to compare with; default is the model's float twin. With several models one for each, - for the twin.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _targets = new("--target", "-t")
    {
        Description = $"Where to run, repeatable: {TargetFactory.Names}. sim and float always run.",
        DefaultValueFactory = _ => ["sim"],
    };

    private readonly Option<string> _layers = new("--layers")
    {
        Description = "none, crc (every operator's output compared by CRC-32), stats (the same, and its error against float) or data (the same, and the board's tensors of the first sample as files).",
        DefaultValueFactory = _ => "stats",
    };

    private readonly Option<string[]> _gates = new("--gate")
    {
        Description = "A limit, repeatable: \"accuracy-drop <= 0.5pp against float\", \"arena <= 24KiB\", \"exact = 100%\".",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "Targets that run side by side; default is one for each processor.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<int> _limit = new("--samples", "-n") { Description = "Only the first N samples; 0 for all." };
    private readonly Option<string> _rounding = CommonOptions.Rounding();
    private readonly Option<string> _bias = CommonOptions.Bias();
    private readonly Option<bool> _stateful = CommonOptions.Stateful();
    private readonly Option<bool> _wire = CommonOptions.Wire();
    private readonly Option<double> _timeout = CommonOptions.Timeout();
    private readonly LinkOptions _link = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _models, _targets, _inputs, _labels, _floats, _layers, _gates, _limit, _rounding, _bias, _jobs, _stateful, _wire, _timeout })
            command.Add(option);
        _link.AddTo(command);
    }

    /// <summary>True when the board's tensors are wanted as files.</summary>
    public bool WantsLayerData(ParseResult p) => p.GetValue(_layers) == "data";

    /// <exception cref="UsageException">Files that are missing or do not fit each other, or a value out of range.</exception>
    public IReadOnlyList<ValidationRequest> Requests(ParseResult p)
    {
        var (models, inputs) = (p.GetValue(_models)!, p.GetValue(_inputs)!);
        if (models.Length != inputs.Length)
            throw new UsageException($"{models.Length} models and {inputs.Length} inputs: give one --input for each --model, in their order");
        var (labels, floats) = (OneEach("--labels", p.GetValue(_labels)!, models.Length), OneEach("--float", p.GetValue(_floats)!, models.Length));
        var common = Common(p);
        return [.. models.Select((model, i) => Complete(common, model, inputs[i], labels[i], floats[i], p.GetValue(_limit)))];
    }

    private static string?[] OneEach(string option, string[] given, int models) => given.Length switch
    {
        0 => new string?[models],
        _ when given.Length == models => [.. given.Select(value => value == NoLabels ? null : value)],
        _ => throw new UsageException($"{models} models and {given.Length} {option}: give none, or one for each model ('{NoLabels}' for none)"),
    };

    private Parts Common(ParseResult p) => new(
        Comparable(p.GetValue(_targets)!), CommonOptions.ParseBias(p.GetValue(_bias)!), CommonOptions.ParseRounding(p.GetValue(_rounding)!),
        ParseLayers(p.GetValue(_layers)!), [.. p.GetValue(_gates)!.Select(Gate.ParseAlone)], ParseJobs(p.GetValue(_jobs)),
        _link.Apply(p, new() { WireOnly = p.GetValue(_wire), Stateful = p.GetValue(_stateful), ReplyTimeout = TimeSpan.FromSeconds(p.GetValue(_timeout)) }));

    private static ValidationRequest Complete(Parts common, string model, string input, string? labelFile, string? floatModel, int limit)
    {
        var graph = CommonOptions.ReadModel(model);
        var all = SampleSet.Read(input, PreparedModel.Prepare(graph));
        var labels = labelFile is null ? null : Labels.Read(labelFile, all.Count);
        var samples = limit > 0 ? all.Take(limit) : all;
        return new()
        {
            Graph = graph,
            Samples = samples,
            Labels = labels?[..samples.Count],
            Float = floatModel is null ? null : CommonOptions.ReadModel(floatModel),
            Targets = common.Targets,
            Bias = common.Bias,
            Rounding = common.Rounding,
            Layers = common.Layers,
            Gates = common.Gates,
            Jobs = common.Jobs,
            Settings = common.Settings,
        };
    }

    private static string[] Comparable(string[] targets) => !targets.Contains("sim:q7") ? targets : throw new UsageException(
        "sim:q7 computes the legacy kernels' own arithmetic, to which nothing is equal; see what it gives by hilrig quantize --to q7 or hilrig run");

    private static int ParseJobs(int jobs) => jobs >= 1 ? jobs : throw new UsageException($"--jobs is {jobs}, legal are 1 and more");

    private static LayerDetail ParseLayers(string text) => text switch
    {
        "none" => LayerDetail.None,
        "crc" => LayerDetail.Crc,
        "stats" or "data" => LayerDetail.Stats,
        _ => throw new UsageException($"layers '{text}' is unknown; legal are none, crc, stats and data"),
    };

    private sealed record Parts(
        IReadOnlyList<string> Targets, Simulator.Quantization.BiasSpec Bias, Kernels.FixedPoint.Rounding Rounding, LayerDetail Layers,
        IReadOnlyList<Gate> Gates, int Jobs, TargetSettings Settings);
}
