using HilRig.Harness;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.TestKit;
using NUnit.Framework.Internal;

namespace HilRig.Fixtures.Tests;

/// <summary>Fixtures from a <c>hilrig.yml</c> run what a night runs.</summary>
public sealed class HilRigCasesTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hilrig-cases-");

    private string Config => Path.Combine(_folder.FullName, "hilrig.yml");

    [OneTimeTearDown]
    public void Delete() => _folder.Delete(recursive: true);

    [Test]
    public void Every_job_is_a_target_and_a_model_in_the_order_of_the_plan()
    {
        Write("targets: [host, { name: 'qemu:mps2-an386', optional: true }]", "schemes: [int32, int8]");
        Assert.That(HilRigCases.From(Config).Select(c => string.Join(", ", c.Arguments)), Is.EqualTo(new[]
        {
            "host, digits", "qemu:mps2-an386, digits", "host, digits int8:channel-shift", "qemu:mps2-an386, digits int8:channel-shift",
        }));
        Assert.That(HilRigCases.From(Config, "*/int32/qemu:*").Select(c => string.Join(", ", c.Arguments)), Is.EqualTo(new[] { "qemu:mps2-an386, digits" }));
    }

    [Test]
    public void Gates_samples_retries_and_settings_are_the_configs()
    {
        Write(
            "targets: [host, { name: 'qemu:mps2-an386', optional: true }]", "gates: ['exact = 100%']", "retries: 2", "wire: true", "layers: none", "noise: 2",
            "recoveries: 7", "float-samples: 3");
        var models = HilRigCases.From(Config).Select(c => (FixtureModel)c.Arguments[1]!).ToList();
        var model = models[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.Gates, Is.EqualTo(new[] { "exact = 100%", "stack <= 6KiB" }));
            Assert.That((model.Samples, model.Attempts, model.Noise, model.FloatSamplesOnBoard), Is.EqualTo((30, 3, 2.0, 3)));
            Assert.That((model.Layers, model.Rounding), Is.EqualTo((LayerDetail.None, Rounding.Single)));
            Assert.That((model.Settings.WireOnly, model.Settings.Recoveries), Is.EqualTo((true, 7)));
            Assert.That(models.Select(m => m.IgnoresMissingTargets), Is.EqualTo(new[] { false, true }));
            Assert.That(model.Data().Samples.Count, Is.EqualTo(30));
        }
    }

    [Test]
    public void What_is_excused_today_has_a_category_and_what_was_has_none()
    {
        Write(
            "targets: [host, 'qemu:mps2-an386']", "quarantine:", "  - { jobs: '*/host', reason: slow, owner: me, until: 9999-12-31 }",
            "  - { jobs: '*/qemu:*', reason: slow, owner: me, until: 2001-01-01 }");
        Assert.That(
            HilRigCases.From(Config).Select(c => c.Properties.Get(PropertyNames.Category)), Is.EqualTo(new[] { HilRigCases.Quarantine, null }));
    }

    [Test]
    public void A_glob_without_a_job_and_a_config_that_is_not_there_are_refused()
    {
        Write("targets: [host]");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => HilRigCases.From(Config, "kws/*"),
                Throws.TypeOf<UsageException>().With.Message.Contains("'kws/*' meets no job; ids look like digits/int32/host"));
            Assert.That(() => HilRigCases.From("nowhere.yml"), Throws.TypeOf<UsageException>().With.Message.Contains("there is no nowhere.yml"));
        }
    }

    [Test]
    public void The_bundled_nights_config_is_found_above_the_tests() =>
        Assert.That(HilRigCases.From(Path.Combine("fixtures", "nightly.yml"), "digits/int32/qemu:mps2-an386").Count(), Is.EqualTo(1));

    private void Write(params string[] lines) => File.WriteAllText(Config, string.Join('\n', (string[])
    [
        "name: cases", "models:", "  digits:",
        $"    path: {Checkout.PathOf("fixtures", "models", "digits_int8.tflite")}",
        $"    inputs: {Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin")}",
        "    samples: 30", "    rounding: single", "    gates: ['stack <= 6KiB']", .. lines,
    ]));
}
