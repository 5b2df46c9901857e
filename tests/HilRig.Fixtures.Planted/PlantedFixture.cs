using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.TestKit;

namespace HilRig.Fixtures.Planted;

/// <summary>The bundled model on a planted board.</summary>
public abstract class PlantedFixture(string target, FixtureModel model) : ModelOnTargetFixture(target, model)
{
    /// <summary>The memory plan of the bundled model, in bytes.</summary>
    public const int Plan = 7840;

    /// <summary>The bundled model with generous limits.</summary>
    public static FixtureModel Digits { get; } = new()
    {
        Name = "digits",
        Path = Checkout.PathOf("fixtures", "models", "digits_int8.tflite"),
        Inputs = Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"),
        Labels = Checkout.PathOf("fixtures", "data", "digits", "labels.u8"),
        Samples = 40,
        FloatSamplesOnBoard = 0,
        Gates =
        [
            "exact = 100%", "accuracy-drop <= 1pp", "changed <= 5%", "instructions <= 1.2M", "arena <= 8KiB", "stack <= 2KiB", "flash <= 11KiB",
            "accuracy >= 90% where qemu:*",
        ],
    };

    /// <summary>Where the files of this process' runs go.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"hilrig-planted-{Environment.ProcessId}");

    /// <inheritdoc/>
    protected override string OutputFolder => Folder;

    /// <inheritdoc/>
    protected override Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation) =>
        Task.FromResult<ITarget>(new PlantedTarget(name, Rounding.Double, instructions: 1_000_000, new(Plan, 1500)));

    [Test]
    public void Constraints_of_figures_hold()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Target, Is.AsAccurateAs(Float, points: 1));
            Assert.That(Figures, Is.InAgreementWithFloat(percent: 5));
            Assert.That(Target, Is.WithinInstructions(1_000_000) & Is.WithinArena(Plan) & Is.WithinStack(1500) & Is.WithinFlash(11_000));
            Assert.That(Target, !Is.WithinCycles(long.MaxValue));
            Assert.That(Figures, Is.Within("bias-bytes <= 1KiB") & Is.Within("bits = 32"));
        }
    }
}

/// <summary>Nothing is wrong.</summary>
public sealed class RightBoard() : PlantedFixture("planted", Digits);

/// <summary>Rounds once where the model is asked to round twice.</summary>
public sealed class OtherRoundingBoard() : PlantedFixture("planted", Digits)
{
    protected override Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation) =>
        Task.FromResult<ITarget>(new PlantedTarget(name, Rounding.Single, instructions: 1_000_000, new(Plan, 1500)));
}

/// <summary>Takes more than it may of everything that is counted.</summary>
public sealed class GreedyBoard() : PlantedFixture("planted", Digits)
{
    protected override Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation) =>
        Task.FromResult<ITarget>(new PlantedTarget(name, Rounding.Double, instructions: 1_250_000, new(Plan + 1024, 4096)));
}

/// <summary>Lost twice, and once too often for a fixture without the attribute.</summary>
[Retrying.RetryInfrastructure(3)]
public sealed class FlakyBoard() : PlantedFixture("planted", Digits)
{
    protected override Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation) =>
        PlantedTests.Count(nameof(FlakyBoard)) < 3 ? throw PlantedTests.Silence() : base.OpenAsync(name, settings, cancellation);
}

/// <summary>Never there.</summary>
public sealed class LostBoard() : PlantedFixture("planted", Digits)
{
    protected override Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation) =>
        PlantedTests.Count(nameof(LostBoard)) > 0 ? throw PlantedTests.Silence() : base.OpenAsync(name, settings, cancellation);
}

/// <summary>A physical board, which exists once.</summary>
public sealed class PhysicalBoard() : PlantedFixture("board:planted", Digits)
{
    protected override TimeSpan Patience => TimeSpan.Zero;
}

/// <summary>Nothing is wrong; held against a baseline that a test writes.</summary>
public sealed class BoardWithBaseline() : PlantedFixture("planted", Digits with { Baseline = File, Gates = ["instructions <= +3% against baseline", "flash <= 11KiB"] })
{
    /// <summary>Where the test writes it.</summary>
    public static string File { get; } = Path.Combine(Path.GetTempPath(), $"hilrig-{Environment.ProcessId}.baseline");
}

/// <summary>A limit that cannot be read.</summary>
public sealed class UnreadableLimit() : PlantedFixture("planted", Digits with { Gates = ["arena smaller than mine"] });

/// <summary>A model that is not there.</summary>
public sealed class MissingModel() : PlantedFixture("planted", Digits with { Path = "nowhere.tflite" });
