using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Runs;

/// <summary>Finds the first layer, channel and element where a board and the simulator part, and how each computed it.</summary>
public sealed class MismatchFinder(PreparedModel model, ITarget simulator, ITarget target)
{
    /// <summary>Looks at one sample that differs; null when the board gives the right answer when asked again, or shows none.</summary>
    public async Task<MismatchRecord?> FindAsync(int index, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        for (var op = 0; op < model.Operators.Length; op++)
        {
            // A runtime of its own may show its outputs only.
            if (await simulator.LayerOutputAsync(sample, op, cancellation) is not { } expected || await target.LayerOutputAsync(sample, op, cancellation) is not { } actual)
                continue;
            var element = expected.AsSpan().CommonPrefixLength(actual);
            if (element < expected.Length)
                return await DescribeAsync(index, sample, op, element, expected, actual, cancellation);
        }
        return null;
    }

    private async Task<MismatchRecord> DescribeAsync(
        int index, ReadOnlyMemory<byte> sample, int op, int element, byte[] expected, byte[] actual, CancellationToken cancellation)
    {
        var node = model.Operators[op].Node;
        var tensor = model.Graph.Tensor(node.Outputs[0]);
        var channels = (model.Operators[op] as IBiasedOperator)?.Channels ?? (tensor.Shape.IsEmpty ? 1 : tensor.Shape[^1]);
        var ours = await simulator.TraceAsync(sample, op, element, cancellation);
        var theirs = await target.TraceAsync(sample, op, element, cancellation);
        return new()
        {
            Sample = index,
            Operator = op,
            Layer = $"{node} '{tensor.Name}'",
            Element = element,
            Channel = element % channels,
            Expected = unchecked((sbyte)expected[element]),
            Actual = unchecked((sbyte)actual[element]),
            DifferingElements = expected.Zip(actual).Count(p => p.First != p.Second),
            Simulator = Record(ours),
            Target = Record(theirs),
            Explanation = Explain(ours, theirs),
        };
    }

    private static ElementRecord? Record(ElementTrace? t) => t is null
        ? null
        : new(t.BiasStored, t.BiasWidened, t.Accumulator, t.Multiplier, t.Shift, t.Requantized, t.Output);

    // The first step that differs is the cause; everything after it follows.
    private static string Explain(ElementTrace? ours, ElementTrace? theirs) => (ours, theirs) switch
    {
        (null, _) or (_, null) => "this operator keeps no trace of its steps",
        var (s, t) when s.BiasStored != t.BiasStored => $"the stored bias differs: {s.BiasStored} in the model, {t.BiasStored} on the board",
        var (s, t) when s.BiasWidened != t.BiasWidened => $"the bias {s.BiasStored} is widened to {s.BiasWidened} here and to {t.BiasWidened} on the board",
        var (s, t) when s.Accumulator != t.Accumulator => $"bias equal, accumulator {s.Accumulator} here and {t.Accumulator} on the board: weights, input or summation differ",
        var (s, t) when (s.Multiplier, s.Shift) != (t.Multiplier, t.Shift) => $"the requantization differs: {s.Multiplier} * 2^({s.Shift}-31) here, {t.Multiplier} * 2^({t.Shift}-31) on the board",
        var (s, t) when s.Requantized != t.Requantized => $"accumulator {s.Accumulator} is requantized to {s.Requantized} here and to {t.Requantized} on the board: another rounding (--rounding)?",
        var (s, t) when s.Output != t.Output => $"requantized {s.Requantized} becomes {s.Output} here and {t.Output} on the board: offset or clamp differ",
        _ => "computed alone the element agrees: the board's kernel differs from its own scalar computation, or memory was overwritten",
    };
}
