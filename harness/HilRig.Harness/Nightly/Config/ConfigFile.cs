using System.Text.Json;
using System.Text.Json.Nodes;
using HilRig.Harness.Runs.Gates;
using HilRig.Simulator.Quantization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HilRig.Harness.Nightly.Config;

/// <summary>Reads <c>hilrig.yml</c>.</summary>
public static class ConfigFile
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };

    /// <summary>The published JSON Schema.</summary>
    public static string Schema => ConfigSchema.Text;

    /// <exception cref="UsageException">Missing, not YAML, a key or value that is not legal, or a file that it names and that is missing.</exception>
    public static NightlyConfig Load(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no config {path}; fixtures/nightly.yml in the source tree is one to start from");
        return Parse(File.ReadAllText(path), path);
    }

    /// <param name="path">Named in errors; paths in the text are relative to its folder.</param>
    /// <exception cref="UsageException">See <see cref="Load"/>.</exception>
    public static NightlyConfig Parse(string yaml, string path)
    {
        var json = new ConfigSchema(path).Check(Root(yaml, path));
        foreach (var target in json["targets"]!.AsArray().OfType<JsonValue>().ToList())
            json["targets"]![target.GetElementIndex()] = new JsonObject { ["name"] = target.GetValue<string>() };
        var config = Deserialize(json, path);
        Check(config, path);
        return Rooted(config, System.IO.Path.GetFullPath(path));
    }

    private static YamlNode Root(string yaml, string path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException error)
        {
            throw new UsageException($"{path}:{error.Start.Line}: {error.Message}", error);
        }
        return stream.Documents.Count == 1
            ? stream.Documents[0].RootNode
            : throw new UsageException($"{path} holds {stream.Documents.Count} YAML documents, legal: 1");
    }

    private static NightlyConfig Deserialize(JsonObject json, string path)
    {
        try
        {
            return json.Deserialize<NightlyConfig>(Options)!;
        }
        // The schema has let it through: a number that is too large, a day that is none.
        catch (JsonException error)
        {
            throw new UsageException($"{path}: {error.Path} has a value out of range: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    // What a schema cannot say.
    private static void Check(NightlyConfig config, string path)
    {
        foreach (var (name, model) in config.Models)
        {
            if (model.Inputs is null == (model.Data.Count == 0))
                throw new UsageException($"{path}: models.{name} needs either inputs or data, and not both");
            if (model.Data.Count > 0 && (model.Labels, model.Samples) != (null, null))
                throw new UsageException($"{path}: models.{name} has data, so labels and samples belong to its sets");
        }
        var gates = config.Gates.Concat(config.Models.Values.SelectMany(m => m.Gates.Concat(m.Data.Values.SelectMany(d => d.Gates))));
        Explained(path, gates, Gate.Parse);
        Explained(path, config.Schemes.Concat(config.Models.Values.SelectMany(m => m.Schemes ?? [])), BiasSpec.Parse);
        if (config.Timeouts.Least > config.Timeouts.Most)
            throw new UsageException($"{path}: timeouts.least is {config.Timeouts.Least}, legal: up to timeouts.most, {config.Timeouts.Most}");
    }

    private static void Explained<T>(string path, IEnumerable<string> texts, Func<string, T> parse)
    {
        foreach (var text in texts)
        {
            try
            {
                parse(text);
            }
            catch (Exception error) when (error is UsageException or FormatException)
            {
                throw new UsageException($"{path}: {error.Message}", error);
            }
        }
    }

    private static NightlyConfig Rooted(NightlyConfig config, string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        string Full(string file) => System.IO.Path.GetFullPath(file, folder);
        string? Maybe(string? file) => file is null ? null : Full(file);
        DataConfig Set(DataConfig data) => data with { Inputs = Full(data.Inputs), Labels = Maybe(data.Labels) };
        ModelConfig Model(ModelConfig model) => model with
        {
            Path = Full(model.Path),
            Inputs = Maybe(model.Inputs),
            Labels = Maybe(model.Labels),
            Float = Maybe(model.Float),
            Data = model.Data.ToDictionary(set => set.Key, set => Set(set.Value)),
        };
        return config with
        {
            Path = path,
            Models = config.Models.ToDictionary(model => model.Key, model => Model(model.Value)),
            Baseline = Maybe(config.Baseline),
            History = Maybe(config.History),
            Map = Maybe(config.Map),
        };
    }
}
