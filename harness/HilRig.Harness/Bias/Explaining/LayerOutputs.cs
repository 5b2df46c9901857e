using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>What the int32 model computed of one sample: the outputs of the layers looked at, and the scores.</summary>
internal sealed class LayerOutputs(AblationModels models, ModelTask task) : ILayerObserver
{
    private readonly byte[][] _layers = [.. models.Layers.Select(l => new byte[models.Wide.Graph.Tensor(l.Operator.Node.Outputs[0]).ByteCount])];
    private readonly int[] _positions = [.. Enumerable.Range(0, models.Wide.Operators.Length).Select(p => Find(models, p))];
    private readonly byte[] _answer = new byte[models.Wide.OutputBytes];
    private readonly byte[] _scores = new byte[task.Score.ByteCount];
    private readonly bool _isInt8 = models.Wide.Graph.Outputs.All(t => models.Wide.Graph.Tensor(t).Type == ElementType.Int8);

    public ReadOnlySpan<byte> Layer(int layer) => _layers[layer];

    /// <summary>Which layer stands at a position of the model; -1 for none.</summary>
    public int At(int position) => _positions[position];

    public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
    {
        if (At(operatorIndex) is >= 0 and var layer)
            output.CopyTo(_layers[layer]);
        if (tensor == task.Score.Index)
            output.CopyTo(_scores);
    }

    /// <summary>Squared difference of another version's scores, if this is the score tensor.</summary>
    public double ScoreSquares(int tensor, ReadOnlySpan<byte> output)
    {
        if (tensor != task.Score.Index)
            return 0;
        if (task.Score.Type == ElementType.Int8)
            return Squares(MemoryMarshal.Cast<byte, sbyte>(output), MemoryMarshal.Cast<byte, sbyte>(_scores));
        return Outputs.Numbers(task.Score, output).Zip(Outputs.Numbers(task.Score, _scores), (a, b) => (a - b) * (a - b)).Sum();
    }

    /// <summary>The answer of a session that has run.</summary>
    public int Predicted(InferenceSession session)
    {
        session.GetOutputs(_answer);
        return _isInt8 ? ArgMax(MemoryMarshal.Cast<byte, sbyte>(_answer)) : Answers.ArgMax(Outputs.Decode(session.Model, _answer).Values);
    }

    private static double Squares(ReadOnlySpan<sbyte> actual, ReadOnlySpan<sbyte> expected)
    {
        var sum = 0L;
        for (var i = 0; i < actual.Length; i++)
            sum += (actual[i] - expected[i]) * (actual[i] - expected[i]);
        return sum;
    }

    private static int ArgMax(ReadOnlySpan<sbyte> codes)
    {
        var best = 0;
        for (var i = 1; i < codes.Length; i++)
            best = codes[i] > codes[best] ? i : best;
        return best;
    }

    private static int Find(AblationModels models, int position)
    {
        for (var i = 0; i < models.Layers.Count; i++)
        {
            if (models.Layers[i].Position == position)
                return i;
        }
        return -1;
    }
}

/// <summary>Compares a version's layers with int32's as they come.</summary>
/// <param name="sums">By layer, null entries not compared; null for scores alone.</param>
internal sealed class LayerComparer(LayerOutputs expected, ErrorSums?[]? sums) : ILayerObserver
{
    public double ScoreSquares { get; private set; }

    public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
    {
        if (sums is not null && expected.At(operatorIndex) is >= 0 and var layer)
            sums[layer]?.Add(output, expected.Layer(layer));
        ScoreSquares += expected.ScoreSquares(tensor, output);
    }
}
