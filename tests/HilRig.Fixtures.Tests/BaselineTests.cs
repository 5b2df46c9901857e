using System.Security.Cryptography;
using HilRig.Fixtures.Planted;
using HilRig.Reporting.Writers;

namespace HilRig.Fixtures.Tests;

/// <summary>Fixtures hold every figure against the baseline that nights are held against.</summary>
[NonParallelizable]
public sealed class BaselineTests
{
    private const string Identities = "Model_samples_and_outputs_as_in_the_baseline";
    private string[] _identities = [];

    [OneTimeSetUp]
    public void WhatRuns()
    {
        var result = PlantedRun.Of<RightBoard>().Values.SelectMany(test => test.Attachments()).First(path => Path.GetFileName(path) == "result.json");
        var run = JsonWriter.Read(File.ReadAllText(result));
        var samples = File.ReadAllBytes(PlantedFixture.Digits.Inputs).AsSpan(0, run.Samples * run.Model.InputBytes);
        _identities =
        [
            $"model: {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PlantedFixture.Digits.Path)))}", $"narrowed: {run.Model.Sha256}",
            $"samples: {Convert.ToHexStringLower(SHA256.HashData(samples))}", $"outputs: {run.Targets.First(t => t.Name == "planted").OutputsSha256}",
        ];
    }

    [TearDown]
    public void Delete() => File.Delete(BoardWithBaseline.File);

    [Test]
    public void Every_figure_of_the_baseline_is_a_test_and_the_measurement_names_its_value()
    {
        Write("instructions = 990000 instructions (emulated)", "stack = 1500 B (exact)", "arena-plan = 7840 B (exact)");
        var tests = PlantedRun.Of<BoardWithBaseline>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                tests.Keys,
                Is.SupersetOf(new[] { "Instructions_within_limits", "Flash_within_limits", "Stack_within_limits", "Arena_plan_within_limits", Identities }));
            Assert.That(tests.Values.Select(t => t.Result() + t.Message()), Is.All.EqualTo("Passed"));
            Assert.That(tests["Stack_within_limits"].Property("hilrig.stack"), Is.EqualTo("1,500 B (exact); baseline 1,500"));
        }
    }

    [Test]
    public void What_has_worsened_fails_its_own_test_with_both_values()
    {
        Write("instructions = 950000 instructions (emulated)", "stack = 1496 B (exact)", "arena = 7840 B (exact)");
        var tests = PlantedRun.Of<BoardWithBaseline>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                tests.Where(t => t.Value.Result() == "Failed").Select(t => t.Key), Is.EquivalentTo(new[] { "Instructions_within_limits", "Stack_within_limits" }));
            Assert.That(
                tests["Instructions_within_limits"].Message(),
                Does.Contain("has 1,000,000 instructions (emulated), the baseline 950,000: +5.26 %, outside the limit"));
            Assert.That(tests["Stack_within_limits"].Message(), Does.Contain("no worse than the baseline").And.Contain("stack 1,496 is now 1,500 B (exact): +4"));
        }
    }

    [Test]
    public void Another_model_is_no_figure_and_is_told_by_name()
    {
        Write(["model: " + new string('0', 64), .. _identities[1..]], "stack = 1500 B (exact)");
        var tests = PlantedRun.Of<BoardWithBaseline>();
        Assert.That(tests[Identities].Message(), Does.Contain("the model file was swapped"));
        Assert.That(tests["Stack_within_limits"].Result(), Is.EqualTo("Passed"));
    }

    [Test]
    public void Where_the_baseline_does_not_have_the_model_yet_limits_alone_are_tests()
    {
        File.WriteAllText(BoardWithBaseline.File, "version 1\n");
        var tests = PlantedRun.Of<BoardWithBaseline>();
        Assert.That(tests.Keys, Does.Contain("Flash_within_limits").And.Not.Contain("Instructions_within_limits").And.Not.Contain(Identities));
    }

    private void Write(params string[] figures) => Write(_identities, figures);

    private static void Write(string[] identities, params string[] figures) =>
        File.WriteAllText(BoardWithBaseline.File, string.Join('\n', ["version 1", "[digits/int32/planted]", .. identities, .. figures]) + "\n");
}
