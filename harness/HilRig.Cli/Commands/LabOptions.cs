using System.CommandLine;
using System.Globalization;
using HilRig.Harness;
using HilRig.Harness.Bias;
using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary>The options that <c>hilrig bias sweep</c> and <c>explain</c> share, and the request they make.</summary>
internal sealed class LabOptions
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _input = CommonOptions.Input();
    private readonly Option<string?> _labels = CommonOptions.Labels();
    private readonly Option<string?> _float = new("--float") { Description = "Float .tflite to compare with; default is the model's float twin." };
    private readonly Option<int> _limit = new("--samples", "-n") { Description = "Only the first N samples; 0 for all." };
    private readonly Option<string> _rounding = CommonOptions.Rounding();

    private readonly Option<string[]> _targets = new("--target", "-t")
    {
        Description = "Boards, repeatable, for what widening costs there and for simulator = board: qemu:<board>, serial, board:<name>, …",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _boardSamples = new("--board-samples")
    {
        Description = "Samples that each board runs with each scheme.",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<double> _timeout = CommonOptions.Timeout();
    private readonly LinkOptions _link = new();

    public Option<string> Out { get; } = CommonOptions.Out();

    public Option<bool> Json { get; } = CommonOptions.Json();

    public Option<bool> Quiet { get; } = CommonOptions.Quiet();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _input, _labels, _float, _limit, _targets, _boardSamples, _rounding, _timeout, Out, Json, Quiet })
            command.Add(option);
        _link.AddTo(command);
    }

    /// <param name="subjects">The narrow biases to look at, of the model.</param>
    /// <exception cref="UsageException">Files that are missing or do not fit each other, or a value out of range.</exception>
    public BiasLabRequest Request(ParseResult p, Func<ModelGraph, IReadOnlyList<NarrowSubject>> subjects)
    {
        var graph = CommonOptions.ReadModel(p.GetValue(_model)!);
        var all = SampleSet.Read(p.GetValue(_input)!, PreparedModel.Prepare(graph));
        var labels = p.GetValue(_labels) is { } path ? Labels.Read(path, all.Count) : null;
        var samples = p.GetValue(_limit) > 0 ? all.Take(p.GetValue(_limit)) : all;
        return new()
        {
            Graph = graph,
            Float = p.GetValue(_float) is { } real ? CommonOptions.ReadModel(real) : null,
            Samples = samples,
            Labels = labels?[..samples.Count],
            Rounding = CommonOptions.ParseRounding(p.GetValue(_rounding)!),
            Subjects = subjects(graph),
            Targets = p.GetValue(_targets)!,
            BoardSamples = Count(p.GetValue(_boardSamples)),
            Settings = _link.Apply(p, new() { ReplyTimeout = TimeSpan.FromSeconds(p.GetValue(_timeout)) }),
        };
    }

    /// <summary>Widths as <c>8,16</c> or <c>4..16</c>, the widest first.</summary>
    /// <exception cref="UsageException">Something else, or out of range.</exception>
    public static IReadOnlyList<int> ParseWidths(string text)
    {
        var widths = text.Split(',').SelectMany(part => Range(text, part.Split(".."))).Distinct().OrderDescending().ToList();
        return widths.All(w => w is >= BiasSpec.FewestBits and <= BiasSpec.MostBits)
            ? widths
            : throw new UsageException($"widths '{text}' leave the legal {BiasSpec.FewestBits} to {BiasSpec.MostBits} bits");
    }

    private static int Count(int boardSamples) =>
        boardSamples >= 1 ? boardSamples : throw new UsageException($"--board-samples is {boardSamples}, legal are 1 and more");

    private static IEnumerable<int> Range(string text, string[] ends)
    {
        var numbers = ends.Select(e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null).ToArray();
        if (ends.Length > 2 || numbers.Contains(null) || numbers[0] > numbers[^1] || numbers[^1] > BiasSpec.MostBits)
            throw new UsageException($"widths '{text}' are none; write 8,16 or {BiasSpec.FewestBits}..{BiasSpec.MostBits}");
        return Enumerable.Range(numbers[0]!.Value, numbers[^1]!.Value - numbers[0]!.Value + 1);
    }
}
