using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Data;
using HilRig.Harness.Profiles;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary>The options of <c>hilrig profile</c>, and the request they make.</summary>
internal sealed class ProfileOptions
{
    // Enough to see a spread, and quick under an emulator.
    private const int RandomCount = 5;

    private readonly Option<string> _model = CommonOptions.Model();

    private readonly Option<string[]> _targets = new("--target", "-t")
    {
        Description = "Boards, repeatable: qemu:<board>, serial[:<port>][:<baud>], rfc2217:<host>:<port>, tcp:<host>:<port>, board:<name in the hardware map>, host.",
        Required = true,
    };

    private readonly Option<string?> _input = new("--input", "-i") { Description = "Samples: raw .bin as the model's tensors, or .npy; default is random ones." };

    private readonly Option<string[]> _biases = new("--bias")
    {
        Description = "Kinds of biases to compare, repeatable, the first in detail: int32, int8 or int16 with or without a scheme, float32.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _limit = new("--samples", "-n") { Description = $"Only the first N samples; 0 for all of the input, or {RandomCount} random ones." };

    private readonly Option<int> _seed = new("--seed") { Description = "Of the random samples.", DefaultValueFactory = _ => 1 };

    private readonly Option<string> _estimate = new("--estimate")
    {
        Description = "Cycles by a model of the core, from every executed block: first (kind of bias), all or off. Cortex-M cores under QEMU.",
        DefaultValueFactory = _ => "first",
    };

    private readonly Option<string> _rounding = CommonOptions.Rounding();
    private readonly Option<bool> _wire = CommonOptions.Wire();
    private readonly Option<double> _timeout = CommonOptions.Timeout();
    private readonly LinkOptions _link = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _targets, _input, _biases, _limit, _seed, _estimate, _rounding, _wire, _timeout })
            command.Add(option);
        _link.AddTo(command);
    }

    /// <exception cref="UsageException">Files that are missing or do not fit each other, or a value out of range.</exception>
    public ProfileRequest Request(ParseResult p)
    {
        var graph = CommonOptions.ReadModel(p.GetValue(_model)!);
        var samples = Samples(p, PreparedModel.Prepare(graph));
        return new()
        {
            Graph = graph,
            Targets = p.GetValue(_targets)!,
            Samples = samples,
            Input = p.GetValue(_input) is { } path ? Path.GetFileName(path) : $"random, seed {p.GetValue(_seed)}",
            Biases = Biases(p.GetValue(_biases)!, graph),
            Rounding = CommonOptions.ParseRounding(p.GetValue(_rounding)!),
            Estimate = ParseEstimate(p.GetValue(_estimate)!),
            Settings = _link.Apply(p, new() { WireOnly = p.GetValue(_wire), ReplyTimeout = TimeSpan.FromSeconds(p.GetValue(_timeout)) }),
        };
    }

    private SampleSet Samples(ParseResult p, PreparedModel model)
    {
        var limit = p.GetValue(_limit);
        if (limit < 0)
            throw new UsageException($"--samples is {limit}, legal are 0 (all) and more");
        if (p.GetValue(_input) is not { } path)
            return RandomSamples.Of(model, limit > 0 ? limit : RandomCount, p.GetValue(_seed));
        var all = SampleSet.Read(path, model);
        return limit > 0 ? all.Take(limit) : all;
    }

    // A float model has no biases to narrow.
    private static IReadOnlyList<string> Biases(string[] given, ModelGraph graph) => (given.Length, FloatTwin.IsQuantized(graph)) switch
    {
        (0, true) => ProfileRequest.DefaultBiases,
        (0, false) => [ProfileRequest.DefaultBiases[^1]],
        _ => given,
    };

    private static EstimateScope ParseEstimate(string text) => text switch
    {
        "first" => EstimateScope.First,
        "all" => EstimateScope.All,
        "off" => EstimateScope.None,
        _ => throw new UsageException($"estimate '{text}' is unknown; legal are first, all and off"),
    };
}
