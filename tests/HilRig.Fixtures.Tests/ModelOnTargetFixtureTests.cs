using HilRig.Fixtures.Planted;

namespace HilRig.Fixtures.Tests;

/// <summary>What a fixture's tests say of planted boards.</summary>
[NonParallelizable]
public sealed class ModelOnTargetFixtureTests
{
    private const string Equality = nameof(ModelOnTargetFixture.Outputs_and_layers_equal_the_simulator);
    private const string Plan = nameof(ModelOnTargetFixture.Measured_arena_equals_the_plan);

    [Test]
    public void Every_limit_of_the_target_is_a_test_and_no_other()
    {
        var tests = PlantedRun.Of<RightBoard>();
        Assert.That(tests.Keys, Is.EquivalentTo(new[]
        {
            Equality, Plan, nameof(PlantedFixture.Constraints_of_figures_hold), "Exact_within_limits", "Accuracy_drop_within_limits", "Changed_within_limits",
            "Instructions_within_limits", "Arena_within_limits", "Stack_within_limits", "Flash_within_limits",
        }));
        Assert.That(tests.Values.Select(t => t.Result() + t.Message()), Is.All.EqualTo("Passed"));
    }

    [Test]
    public void A_mismatch_is_shown_with_sample_layer_channel_element_values_and_cause()
    {
        var tests = PlantedRun.Of<OtherRoundingBoard>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tests[Equality].Result(), Is.EqualTo("Failed"));
            Assert.That(tests[Equality].Message(), Does.Match(@"sample \d+, operator \d+ \w+.*channel \d+, element \d+: -?\d+ expected, -?\d+ found"));
            Assert.That(tests[Equality].Message(), Does.Contain("is requantized to").And.Contain("with single rounding 40 of 40 outputs are equal"));
            Assert.That(tests["Stack_within_limits"].Result(), Is.EqualTo("Passed"));
        }
    }

    [Test]
    public void A_figure_over_its_limit_fails_its_own_test_with_unit_provenance_and_limit()
    {
        var tests = PlantedRun.Of<GreedyBoard>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tests.Where(t => t.Value.Result() != "Passed").Select(t => t.Key), Is.EquivalentTo(new[]
            {
                Plan, nameof(PlantedFixture.Constraints_of_figures_hold), "Instructions_within_limits", "Arena_within_limits", "Stack_within_limits",
            }));
            Assert.That(
                tests["Instructions_within_limits"].Message(),
                Does.Contain("instructions <= 1.2M")
                    .And.Contain("planted: instructions 1,250,000 instructions (emulated), 50,000 instructions over the limit of 1,200,000 instructions"));
            Assert.That(tests[Plan].Message(), Does.Contain("arena 8,864 B by painting, planned 7,840 B: +1,024 B"));
        }
    }

    [Test]
    public void Figures_are_properties_and_lines_of_the_tests_output()
    {
        var tests = PlantedRun.Of<RightBoard>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tests["Arena_within_limits"].Property("hilrig.arena"), Is.EqualTo("7,840 B (exact); arena <= 8KiB"));
            Assert.That(tests["Arena_within_limits"].Property("hilrig.arena.value"), Is.EqualTo("7840"));
            Assert.That(tests["Arena_within_limits"].Property("hilrig.arena.unit"), Is.EqualTo("B"));
            Assert.That(tests["Arena_within_limits"].Property("hilrig.arena.provenance"), Is.EqualTo("exact"));
            Assert.That(tests["Arena_within_limits"].Property("hilrig.arena.limits"), Is.EqualTo("arena <= 8KiB"));
            Assert.That(tests["Arena_within_limits"].Property("hilrig.arena.baseline"), Is.Null);
            Assert.That(tests["Arena_within_limits"].Property("hilrig.stack"), Is.Null);
            Assert.That(tests[Equality].Output(), Does.Contain("hilrig.instructions: 1,000,000 instructions (emulated); instructions <= 1.2M"));
        }
    }

    [Test]
    public void Files_are_attached_to_the_first_test_and_to_every_failing_one_with_absolute_paths()
    {
        var tests = PlantedRun.Of<GreedyBoard>();
        using (Assert.EnterMultipleScope())
        {
            foreach (var failed in tests.Values.Where(t => t.Result() != "Passed"))
                Assert.That(failed.Attachments().Select(Path.GetFileName), Is.SupersetOf(new[] { "report.md", "result.json" }));
            Assert.That(tests.Values.SelectMany(t => t.Attachments()).All(path => Path.IsPathFullyQualified(path) && File.Exists(path)));
            Assert.That(tests.Values.Count(t => t.Result() == "Passed" && t.Attachments().Any()), Is.LessThanOrEqualTo(1));
        }
    }

    [Test]
    public void Files_of_the_last_run_take_the_place_of_those_before()
    {
        var folders = new[] { PlantedRun.Of<RightBoard>(), PlantedRun.Of<RightBoard>() }
            .Select(tests => Path.GetDirectoryName(tests.Values.SelectMany(t => t.Attachments()).First())!).ToList();
        Assert.That(Directory.GetDirectories(Path.GetDirectoryName(folders[1])!), Is.EqualTo(new[] { folders[1] }));
        Assert.That(Path.GetDirectoryName(folders[0]), Is.EqualTo(Path.GetDirectoryName(folders[1])));
    }

    [Test]
    public void A_fixture_that_may_retry_gets_its_board_back()
    {
        var tests = PlantedRun.Of<FlakyBoard>();
        Assert.That(tests.Values.Select(t => t.Result()), Is.All.EqualTo("Passed"));
        Assert.That(PlantedTests.RunsOf(nameof(FlakyBoard)), Is.EqualTo(3));
    }

    [Test]
    public void A_board_that_is_lost_fails_every_test_with_its_cause_after_one_run()
    {
        var tests = PlantedRun.Of<LostBoard>();
        Assert.That(tests.Values.Select(t => t.Message()), Is.All.Contains("No bytes at all from planted"));
        Assert.That(PlantedTests.RunsOf(nameof(LostBoard)), Is.EqualTo(1));
    }

    [Test]
    public void A_limit_that_cannot_be_read_is_told_before_anything_runs() =>
        Assert.That(
            PlantedRun.Of<UnreadableLimit>().Values.Select(t => t.Message()), Has.Some.Contains("'arena smaller than mine' is no gate"));

    [Test]
    public void A_missing_model_is_told_with_the_places_that_were_searched() =>
        Assert.That(PlantedRun.Of<MissingModel>()[Equality].Message(), Does.Contain("there is no nowhere.tflite").And.Contain(AppContext.BaseDirectory));
}
