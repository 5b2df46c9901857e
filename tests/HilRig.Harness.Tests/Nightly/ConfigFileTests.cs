using System.Text.Json.Nodes;
using HilRig.Harness.Nightly.Config;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Nightly;

public sealed class ConfigFileTests
{
    private const string Least = """
        name: n
        models: { digits: { path: m.tflite, inputs: i.bin } }
        targets: [sim:c]

        """;

    [Test]
    public void The_bundled_config_is_read_with_absolute_paths()
    {
        var config = ConfigFile.Load(Checkout.PathOf("fixtures", "nightly.yml"));
        Assert.That(config.Models["digits"].Path, Is.EqualTo(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));
        Assert.That(config.Schemes, Has.Count.EqualTo(5));
        Assert.That(config.Targets, Is.EqualTo(new[] { new TargetConfig("qemu:*") }));
    }

    [Test]
    public void What_is_not_written_has_its_default()
    {
        var config = ConfigFile.Parse(Least, "/lab/hilrig.yml");
        Assert.That((config.Recoveries, config.Retries, config.GiveUpAfter, config.Noise), Is.EqualTo((3, 1, 3, 0.5)));
        Assert.That(config.Schemes, Is.EqualTo(new[] { "int32" }));
        Assert.That(config.Timeouts, Is.EqualTo(new TimeoutConfig(1, 60, 3600)));
    }

    [Test]
    public void Everything_can_be_written()
    {
        var config = ConfigFile.Parse("""
            name: all
            models:
              kws:
                path: kws.tflite
                float: kws_float.tflite
                rounding: single
                stateful: true
                schemes: [int8]
                gates: ["stack <= 2KiB"]
                data:
                  clean: { inputs: clean.npy, labels: clean.csv, samples: 100 }
                  noisy: { inputs: noisy.npy, gates: ["changed <= 5% against float"] }
            schemes: [int32, "int8:channel-shift"]
            targets: [host, { name: "renode:*", optional: true }]
            exclude: [{ jobs: "kws*/qemu:microbit", reason: no room }]
            gates: ["cycles <= +3% against baseline where board:*", "arena <= +1KiB against baseline"]
            baseline: base.txt
            history: h.db
            noise: 1.5
            layers: stats
            float-samples: 5
            wire: true
            jobs: 3
            map: map.yml
            reset-command: usbrelay 1
            recoveries: 0
            retries: 2
            give-up-after: 5
            timeouts: { factor: 2, least: 10, most: 100 }
            quarantine: [{ jobs: "*/board:lab3", reason: loose wire, owner: ann, until: 2026-12-31 }]
            hooks: { before: a, after: b, before-job: c, after-job: d, on-failure: e, timeout: 5 }
            """, "/lab/hilrig.yml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Models["kws"].Sets.Select(set => set.Name), Is.EqualTo(new[] { "clean", "noisy" }));
            Assert.That(config.Models["kws"].Data["clean"], Is.EqualTo(new DataConfig { Inputs = "/lab/clean.npy", Labels = "/lab/clean.csv", Samples = 100 }).Using<DataConfig>((a, b) => a.Inputs == b.Inputs && a.Labels == b.Labels && a.Samples == b.Samples));
            Assert.That(config.Targets, Is.EqualTo(new[] { new TargetConfig("host"), new TargetConfig("renode:*", true) }));
            Assert.That(config.Quarantine, Is.EqualTo(new[] { new QuarantineConfig("*/board:lab3", "loose wire", "ann", new DateOnly(2026, 12, 31)) }));
            Assert.That(config.Hooks, Is.EqualTo(new HookConfig("a", "b", "c", "d", "e", 5)));
            Assert.That((config.Baseline, config.History, config.Map), Is.EqualTo(("/lab/base.txt", "/lab/h.db", "/lab/map.yml")));
            Assert.That((config.FloatSamples, config.Wire, config.Jobs, config.Retries, config.GiveUpAfter), Is.EqualTo((5, true, (int?)3, 2, 5)));
        }
    }

    [TestCase("recoverys: 3", "h.yml:4: the file has no key 'recoverys'; did you mean 'recoveries'?")]
    [TestCase("hooks: { beforejob: x }", "h.yml:4: hooks has no key 'beforejob'; did you mean 'before-job'?")]
    [TestCase("xyzzy: 3", "h.yml:4: the file has no key 'xyzzy'; known: name, models,")]
    [TestCase("retries: many", "retries is 'many', legal: a whole number")]
    [TestCase("retries: -1", "retries is -1, legal: 0 and more")]
    [TestCase("noise: 101", "noise is 101, legal: 0..100")]
    [TestCase("noise: .nan", "noise is '.nan', legal: a number")]
    [TestCase("jobs: 99999999999", "value out of range")]
    [TestCase("wire: yes", "wire is 'yes', legal: true or false")]
    [TestCase("layers: all", "layers is 'all', legal: none, crc, stats")]
    [TestCase("schemes: []", "schemes is empty, legal: at least 1 entry")]
    [TestCase("schemes: [int9000]", "bias 'int9000' is unknown")]
    [TestCase("gates: [\"speed <= 3\"]", "metric 'speed' is unknown")]
    [TestCase("gates: x", "gates is 'x', legal: a list")]
    [TestCase("hooks: [x]", "hooks is a list, legal: a mapping")]
    [TestCase("timeouts: { least: 10, most: 5 }", "timeouts.least is 10, legal: up to timeouts.most, 5")]
    [TestCase("quarantine: [{ jobs: x, reason: y, until: 2026-01-01 }]", "quarantine[0] lacks 'owner'")]
    [TestCase("quarantine: [{ jobs: x, reason: y, owner: z, until: soon }]", "quarantine[0].until is 'soon'")]
    [TestCase("quarantine: [{ jobs: x, reason: y, owner: z, until: 2026-13-77 }]", "value out of range")]
    [TestCase("noise: 1\nnoise: 2", "h.yml:5:")]
    public void What_is_wrong_is_named_with_its_line_and_what_is_legal(string more, string message) =>
        Assert.That(() => ConfigFile.Parse(Least + more, "h.yml"), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [TestCase("name: n\ntargets: [sim]", "the file lacks 'models'")]
    [TestCase("name: n\nmodels: {}\ntargets: [sim]", "models is empty")]
    [TestCase("name: a b\nmodels: { m: { path: p, inputs: i } }\ntargets: [sim]", "name is 'a b'")]
    [TestCase("name: n\nmodels: { 'a/b': { path: p, inputs: i } }\ntargets: [sim]", "models has the name 'a/b', legal: letters")]
    [TestCase("name: n\nmodels: { m: { path: p } }\ntargets: [sim]", "models.m needs either inputs or data")]
    [TestCase("name: n\nmodels: { m: { path: p, inputs: i, data: { a: { inputs: j } } } }\ntargets: [sim]", "models.m needs either inputs or data")]
    [TestCase("name: n\nmodels: { m: { path: p, labels: l, data: { a: { inputs: j } } } }\ntargets: [sim]", "labels and samples belong to its sets")]
    [TestCase("- a\n- b", "the file is a list, legal: a mapping")]
    [TestCase("", "holds 0 YAML documents")]
    [TestCase("a: [", "h.yml:2:")]
    [TestCase("name: n\nmodels: { m: { path: p, inputs: i } }\ntargets: [{ name: x, optonal: true }]", "did you mean 'optional'?")]
    public void A_file_that_is_no_config_says_why(string yaml, string message) =>
        Assert.That(() => ConfigFile.Parse(yaml, "h.yml"), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [Test]
    public void Every_key_of_the_schema_is_a_property_and_the_other_way_round()
    {
        var schema = JsonNode.Parse(ConfigFile.Schema)!;
        void Same(JsonNode node, Type type, params string[] unread) => Assert.That(
            node["properties"]!.AsObject().Select(p => p.Key),
            Is.EquivalentTo(type.GetProperties().Where(p => !unread.Contains(p.Name)).Select(p => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(p.Name))));
        using (Assert.EnterMultipleScope())
        {
            Same(schema, typeof(NightlyConfig), nameof(NightlyConfig.Path));
            Same(schema["$defs"]!["model"]!, typeof(ModelConfig), nameof(ModelConfig.Sets));
            Same(schema["$defs"]!["data"]!, typeof(DataConfig));
            Same(schema["properties"]!["timeouts"]!, typeof(TimeoutConfig));
            Same(schema["properties"]!["hooks"]!, typeof(HookConfig));
            Same(schema["properties"]!["quarantine"]!["items"]!, typeof(QuarantineConfig));
            Same(schema["properties"]!["exclude"]!["items"]!, typeof(ExclusionConfig));
            Same(schema["properties"]!["targets"]!["items"]!, typeof(TargetConfig));
        }
    }
}
