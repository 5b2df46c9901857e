using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text.Json;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Config;

namespace HilRig.Harness.Nightly.Plan;

/// <summary>Every job of a config, in a fixed order: model, samples, scheme, target.</summary>
public sealed class NightlyPlan
{
    private NightlyPlan(NightlyConfig config, IReadOnlyList<NightlyJob> jobs, IReadOnlyList<(string Id, string Reason)> excluded) =>
        (Config, Jobs, Excluded, Sha256) = (config, jobs, excluded, Hash(config, jobs));

    public NightlyConfig Config { get; }

    public IReadOnlyList<NightlyJob> Jobs { get; }

    /// <summary>What the config leaves out, with its reason.</summary>
    public IReadOnlyList<(string Id, string Reason)> Excluded { get; }

    /// <summary>Of everything that decides what jobs find: ids, files' contents, options and gates; not of how they are run.</summary>
    public string Sha256 { get; }

    /// <param name="catalog">Boards that globs of targets are looked up in.</param>
    /// <exception cref="UsageException">A file that is missing, a glob that meets no board, two jobs of one id, or no job at all.</exception>
    public static NightlyPlan Of(NightlyConfig config, BoardCatalog catalog)
    {
        RequireFiles(config);
        var targets = config.Targets.SelectMany(target => Expand(target, catalog, config.Path)).DistinctBy(target => target.Name).ToList();
        var all = All(config, targets).ToList();
        var excluded = all.Select(job => (job.Id, Reason: config.Exclude.FirstOrDefault(e => Matches(e.Jobs, job.Id))?.Reason)).Where(e => e.Reason is not null).ToList();
        var left = excluded.Select(e => e.Id).ToHashSet();
        foreach (var unused in config.Exclude.Where(e => !all.Any(job => Matches(e.Jobs, job.Id))))
            throw new UsageException($"{config.Path}: exclude '{unused.Jobs}' meets no job; ids look like {all[0].Id}");
        var jobs = all.Where(job => !left.Contains(job.Id)).Select((job, i) => job with { Index = i }).ToList();
        if (jobs.Count == 0)
            throw new UsageException($"{config.Path} plans no job: everything is excluded");
        return new(config, jobs, [.. excluded.Select(e => (e.Id, e.Reason!))]);
    }

    /// <summary>Whether a glob meets a job's id; <c>*</c> also passes over <c>/</c>.</summary>
    public static bool Matches(string glob, string id) => FileSystemName.MatchesSimpleExpression(glob, id, ignoreCase: false);

    private static IEnumerable<NightlyJob> All(NightlyConfig config, IReadOnlyList<TargetConfig> targets) =>
        from model in config.Models
        from set in model.Value.Sets
        let subject = set.Name.Length == 0 ? model.Key : $"{model.Key}@{set.Name}"
        from scheme in (model.Value.Schemes ?? config.Schemes).Select(Canonical).Distinct()
        from target in targets
        select new NightlyJob(
            0, $"{subject}/{scheme}/{target.Name}", model.Key, model.Value, set.Name, set.Data, scheme, target.Name, target.Optional,
            [.. config.Gates, .. model.Value.Gates, .. set.Data.Gates]);

    // int8 means int8:channel-shift: one id for both.
    private static string Canonical(string scheme) => Simulator.Quantization.BiasSpec.Parse(scheme).ToString();

    private static IEnumerable<TargetConfig> Expand(TargetConfig target, BoardCatalog catalog, string path)
    {
        if (!target.Name.Contains('*') && !target.Name.Contains('?'))
            return target.Name is "float" or "sim:q7"
                ? throw new UsageException($"{path}: target '{target.Name}' has nothing to be equal to; float is compared with in every job anyway")
                : [target];
        var names = from board in catalog.Boards
                    from emulator in board.Emulators
                    select emulator.Kind == "process" ? board.Id : $"{emulator.Kind}:{board.Id}";
        var met = names.Where(name => Matches(target.Name, name)).Distinct().Order(StringComparer.Ordinal).ToList();
        return met.Count > 0
            ? met.Select(name => target with { Name = name })
            : throw new UsageException($"{path}: target '{target.Name}' meets no emulated board; there are {string.Join(", ", names.Distinct())}");
    }

    private static void RequireFiles(NightlyConfig config)
    {
        foreach (var (name, model) in config.Models)
        {
            var files = model.Sets.SelectMany(set => new[] { set.Data.Inputs, set.Data.Labels }).Append(model.Path).Append(model.Float);
            if (files.OfType<string>().FirstOrDefault(file => !File.Exists(file)) is { } missing)
                throw new UsageException($"{config.Path}: models.{name} names {missing}, which does not exist");
        }
    }

    private static string Hash(NightlyConfig config, IReadOnlyList<NightlyJob> jobs)
    {
        var files = new Dictionary<string, string>();
        string? Content(string? file) => file is null ? null
            : files.TryGetValue(file, out var known) ? known
            : files[file] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        var what = jobs.Select(job => new
        {
            job.Id, job.Gates, job.Data.Samples, job.Model.Rounding, job.Model.Stateful, Model = Content(job.Model.Path), Float = Content(job.Model.Float),
            Inputs = Content(job.Data.Inputs), Labels = Content(job.Data.Labels),
        });
        var text = JsonSerializer.SerializeToUtf8Bytes(new { config.Name, config.Layers, config.FloatSamples, config.Wire, Jobs = what });
        return Convert.ToHexStringLower(SHA256.HashData(text));
    }
}
