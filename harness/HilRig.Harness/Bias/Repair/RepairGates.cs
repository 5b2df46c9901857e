using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias.Repair;

/// <summary>Gates on points of a repair: what the figures of a run are elsewhere, the judged samples are here.</summary>
internal sealed class RepairGates
{
    private const int Int32Bits = 32;

    // What a repair aims at when nothing is asked: as small as possible at a loss that hardly shows.
    private const string UsualWithAnswers = "changed <= 1%";

    // A limit of 0 is missed by whole units.
    private const double LeastLimit = 0.1;

    private static readonly string[] Known = ["accuracy", "accuracy-drop", "changed", "bias-bytes", "bytes", "bits", "bias-ram"];

    private readonly IReadOnlyList<Gate> _gates;
    private readonly string _reference;

    private RepairGates(IReadOnlyList<Gate> gates, string reference, bool areUsual) => (_gates, _reference, AreUsual) = (gates, reference, areUsual);

    /// <summary>True when none was given.</summary>
    public bool AreUsual { get; }

    /// <summary>Widest stored integer that they allow, 4 to 16, or 32.</summary>
    public int MostBits { get; private init; } = Int32Bits;

    /// <exception cref="UsageException">A metric that a repair does not give, or that needs labels, answers or the float twin.</exception>
    public static RepairGates Of(RepairRequest request, bool hasAnswers)
    {
        var reference = request.AgainstFloat ? "float" : "int32";
        if (request.Gates.Count == 0)
            return new(hasAnswers ? [Against(Gate.Parse(UsualWithAnswers), reference)] : [], reference, true);
        foreach (var gate in request.Gates)
            Check(gate, request, hasAnswers);
        return new([.. request.Gates.Select(g => Against(g, reference))], reference, false) { MostBits = Bits(request.Gates) };
    }

    /// <summary>One record a gate.</summary>
    public IReadOnlyList<GateRecord> Judge(RepairPoint point, RepairPoint int32, double? floatAccuracy, int samples)
    {
        var target = Target(samples) with
        {
            Accuracy = point.AccuracyJudged,
            ChangedAgainstFloat = _reference == "float" ? point.ChangedJudged : null,
            Memory = new(0, point.RamBytes, null, 0, null, null),
        };
        var figures = new GateFigures(
            target, Target(samples) with { Accuracy = floatAccuracy }, Target(samples) with { Accuracy = int32.AccuracyJudged },
            _reference == "int32" ? point.ChangedJudged : null, point.Bytes) { BiasBits = point.Bits };
        return GateJudge.Judge(_gates, [figures]);
    }

    /// <summary>How far a point is from its gates, each counted in its limit; 0 when it meets them all.</summary>
    public double Distance(IEnumerable<GateRecord> judged) => judged.Zip(_gates).Sum(g => g.First.Passed
        ? 0
        : Math.Abs((g.First.Value ?? double.MaxValue / 1e3) - g.Second.Limit) / Math.Max(Math.Abs(g.Second.Limit), LeastLimit));

    private static TargetRecord Target(int samples) => new()
    {
        Name = "judged part", Role = "model", Board = "", Core = "", Kernels = "", Samples = samples,
    };

    private static Gate Against(Gate gate, string reference) =>
        gate.Against is null && gate.Metric.References.Contains(reference) ? gate with { Against = reference } : gate;

    private static void Check(Gate gate, RepairRequest request, bool hasAnswers)
    {
        var name = gate.Metric.Name;
        if (!Known.Contains(name) || gate.Where is not null)
            throw new UsageException($"'{gate.Text}': a repair has no boards and gives {string.Join(", ", Known)}");
        if (name.StartsWith("accuracy", StringComparison.Ordinal) && request.Labels is null)
            throw new UsageException($"'{gate.Text}' needs labels: give them with --labels");
        if (name == "changed" && !hasAnswers)
            throw new UsageException($"'{gate.Text}': the outputs of {request.Graph.Name} are no answers, so none can change; limit bytes or bits");
        if (gate.Against == "float" && !request.AgainstFloat)
            throw new UsageException($"'{gate.Text}' is against float: add --reference float");
        if (name == "changed" && gate.Against == "int32" && request.AgainstFloat)
            throw new UsageException($"'{gate.Text}' is against int32: leave out --reference float");
    }

    private static int Bits(IReadOnlyList<Gate> gates)
    {
        var most = Int32Bits;
        foreach (var gate in gates.Where(g => g.Metric.Name == "bits" && g.Operator is "<=" or "<" or "="))
            most = Math.Min(most, (int)Math.Floor(gate.Operator == "<" ? gate.Limit - 1 : gate.Limit));
        if (most < BiasSpec.FewestBits)
            throw new UsageException($"biases of {most} bits are asked for; legal are {BiasSpec.FewestBits} and more");
        return most < Int32Bits ? Math.Min(most, BiasSpec.MostBits) : Int32Bits;
    }
}
