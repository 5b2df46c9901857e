using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.History;

namespace HilRig.Cli.Commands;

/// <summary>The options of <c>hilrig history</c>: which file, whose nights, which jobs.</summary>
internal sealed class HistoryOptions
{
    private const string DefaultConfig = "hilrig.yml";

    private readonly Option<string?> _history = new("--history") { Description = "The history; else the one that the config names, else history.db in the output folder." };

    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = $"The config of the nights; it names them and their history. {DefaultConfig}, where one is here and no --history is given.",
    };

    private readonly Option<string?> _name = new("--name") { Description = "Nights of this name, where a history has those of several configs." };

    private readonly Option<string> _model = Glob("--model", "Jobs of these models, as digits* or digits@holdout.");

    private readonly Option<string> _scheme = Glob("--scheme", "Jobs with these biases, as int8:*.");

    private readonly Option<string> _target = Glob("--target", "Jobs on these targets, as qemu:*.");

    private readonly Option<int?> _last = new("--last") { Description = "Only the youngest nights; else 20 in the table, and all of them for figures." };

    private readonly Option<string> _out = CommonOptions.Out();

    public Option<bool> Json { get; } = CommonOptions.Json();

    /// <summary>Options that say which file.</summary>
    public IEnumerable<Option> OfFile => [_history, _config, _out, Json];

    /// <summary>All.</summary>
    public IEnumerable<Option> OfNights => [_history, _config, _name, _model, _scheme, _target, _last, _out, Json];

    /// <exception cref="UsageException">The config is none.</exception>
    public string Path(ParseResult p) => p.GetValue(_history) ?? Config(p)?.History ?? NightHistory.PathIn(p.GetValue(_out)!);

    /// <exception cref="UsageException">The config, or the number of nights, is none.</exception>
    public HistoryQuery Query(ParseResult p)
    {
        var last = p.GetValue(_last);
        if (last < 1)
            throw new UsageException($"--last is {last}, legal are 1 and more");
        return new()
        {
            Name = p.GetValue(_name) ?? Config(p)?.Name, Model = p.GetValue(_model)!, Scheme = p.GetValue(_scheme)!, Target = p.GetValue(_target)!, Last = last,
        };
    }

    private NightlyConfig? Config(ParseResult p)
    {
        var isHere = p.GetValue(_history) is null && File.Exists(DefaultConfig);
        return (p.GetValue(_config) ?? (isHere ? DefaultConfig : null)) is { } path ? ConfigFile.Load(path) : null;
    }

    private static Option<string> Glob(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => "*" };
}
