using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining.Correcting;

/// <summary>The mean of activations over samples, element by element.</summary>
internal static class MeanActivations
{
    // A sum of floats depends on its order: samples are added up in blocks of fixed size, whatever the number of threads.
    private const int Block = 16;

    /// <summary>The mean of tensors of a float model, by index.</summary>
    public static Dictionary<int, double[]> OfFloat(
        ModelGraph graph, ReadOnlyMemory<float> samples, IEnumerable<int> tensors, QuantizationOptions options)
    {
        var (model, wanted) = (PreparedModel.Prepare(graph), tensors.Distinct().ToList());
        var perSample = model.InputBytes / sizeof(float);
        byte[] Sample(int s) => MemoryMarshal.AsBytes(samples.Span.Slice(s * perSample, perSample)).ToArray();
        var sums = Sum(model, samples.Length / perSample, int.MaxValue, options, wanted, Sample, (session, tensor, sum) =>
        {
            var values = session.Float32(tensor);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += values[i];
        });
        return wanted.ToDictionary(t => t, t => sums[wanted.IndexOf(t)]);
    }

    /// <summary>The mean of what the codes of a layer's input stand for, in the quantized model.</summary>
    public static double[] OfQuantized(ModelGraph graph, OperatorNode layer, int tensor, ReadOnlyMemory<float> samples, QuantizationOptions options)
    {
        var (model, format) = (PreparedModel.Prepare(graph), NumberFormat.Of(options.To));
        var count = samples.Length / graph.Inputs.Sum(t => (int)graph.Tensor(t).ElementCount);
        var before = model.Operators.ToList().FindIndex(o => o.Node.Outputs.Contains(layer.Outputs[0]));
        var quantization = graph.Tensor(tensor).Quantization!;
        return Sum(model, count, before, options, [tensor], s => Codes(graph, samples, count, s, format), (session, t, sum) =>
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += ((format.Activation == ElementType.Int16 ? session.Int16(t)[i] : session.Int8(t)[i]) - quantization.ZeroPoint()) * (double)quantization.Scale();
        })[0];
    }

    private static double[][] Sum(
        PreparedModel model, int samples, int operators, QuantizationOptions options, List<int> tensors, Func<int, byte[]> sample,
        Action<InferenceSession, int, double[]> add)
    {
        double[][] Zeros() => [.. tensors.Select(t => new double[model.Graph.Tensor(t).ElementCount])];
        var blocks = new double[(samples + Block - 1) / Block][][];
        Parallel.For(0, blocks.Length, new ParallelOptions { CancellationToken = options.Cancellation }, block =>
        {
            var (session, sums) = (model.CreateSession(), blocks[block] = Zeros());
            for (var s = block * Block; s < Math.Min(samples, (block + 1) * Block); s++)
            {
                session.SetInputs(sample(s));
                Visit(session, operators, tensors, position => add(session, tensors[position], sums[position]));
                options.Done?.Invoke(1);
            }
        });
        var all = Zeros();
        foreach (var block in blocks)
            for (var t = 0; t < all.Length; t++)
                for (var i = 0; i < all[t].Length; i++)
                    all[t][i] += block[t][i] / samples;
        return all;
    }

    // Arena memory is used again, so a tensor is read right after it was written.
    private static void Visit(InferenceSession session, int operators, List<int> tensors, Action<int> add)
    {
        foreach (var input in session.Model.Graph.Inputs.Where(tensors.Contains))
            add(tensors.IndexOf(input));
        session.Run(operators, new Listener(tensor =>
        {
            if (tensors.IndexOf(tensor) is >= 0 and var position)
                add(position);
        }));
    }

    private static byte[] Codes(ModelGraph graph, ReadOnlyMemory<float> samples, int count, int sample, NumberFormat format)
    {
        var (codes, at) = (new List<byte>(), sample * (samples.Length / count));
        foreach (var input in graph.Inputs.Select(graph.Tensor))
        {
            var scale = new TensorScale(input.Quantization!.Scale(), (int)input.Quantization.ZeroPoint());
            codes.AddRange(ActivationCodes.Bytes(samples.Span.Slice(at, (int)input.ElementCount), scale, format));
            at += (int)input.ElementCount;
        }
        return [.. codes];
    }

    private sealed class Listener(Action<int> written) : ILayerObserver
    {
        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output) => written(tensor);
    }
}
