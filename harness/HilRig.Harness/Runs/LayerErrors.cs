using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>How far one operator's output lies from the float twin's, over all samples looked at.</summary>
/// <param name="LargestStep">In output steps.</param>
/// <param name="RmseSteps">In output steps.</param>
/// <param name="Cosine">1 when both point the same way.</param>
public sealed record LayerError(double LargestStep, double RmseSteps, double Cosine);

/// <summary>Quantization error per operator: the INT8 model and its float twin side by side on the simulator.</summary>
public static class LayerErrors
{
    /// <summary>One entry an operator.</summary>
    /// <param name="samples">At most a few dozen: every intermediate tensor is looked at.</param>
    public static IReadOnlyList<LayerError> Measure(PreparedModel model, FloatReference reference, SampleSet samples)
    {
        var sums = model.Operators.Select(_ => new Sum()).ToArray();
        var (codes, reals) = (model.CreateSession(), reference.Model.CreateSession());
        var real = reference.Samples(samples);
        for (var i = 0; i < samples.Count; i++)
        {
            codes.ResetState();
            reals.ResetState();
            codes.SetInputs(samples.Sample(i).Span);
            reals.SetInputs(real.Sample(i).Span);
            var recorder = new Recorder(model.Operators.Length);
            reals.Run(observer: recorder);
            codes.Run(observer: new Comparer(model, recorder, sums));
        }
        return [.. sums.Select(s => s.Error)];
    }

    private sealed class Recorder(int operators) : ILayerObserver
    {
        public Dictionary<int, float[]> Outputs { get; } = new(operators);

        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output) =>
            Outputs[tensor] = MemoryMarshal.Cast<byte, float>(output).ToArray();
    }

    private sealed class Comparer(PreparedModel model, Recorder reference, Sum[] sums) : ILayerObserver
    {
        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
        {
            if (model.Graph.Tensor(tensor) is { Quantization: { } q } info && FloatTwin.BecomesFloat(info))
                sums[operatorIndex].Add(Outputs.Integers(info, output), reference.Outputs[tensor], q.Scale(), q.ZeroPoint());
        }
    }

    private sealed class Sum
    {
        private double _squares, _largest, _dot, _codes, _reals;
        private long _count;

        public LayerError Error => new(
            _largest, Math.Sqrt(_squares / Math.Max(1, _count)), _codes * _reals > 0 ? _dot / Math.Sqrt(_codes * _reals) : 1);

        public void Add(ReadOnlySpan<long> codes, float[] reals, float scale, long zeroPoint)
        {
            for (var i = 0; i < codes.Length; i++)
            {
                var value = (codes[i] - zeroPoint) * (double)scale;
                var steps = (value - reals[i]) / scale;
                _squares += steps * steps;
                _largest = Math.Max(_largest, Math.Abs(steps));
                (_dot, _codes, _reals) = (_dot + value * reals[i], _codes + value * value, _reals + (double)reals[i] * reals[i]);
            }
            _count += codes.Length;
        }
    }
}
