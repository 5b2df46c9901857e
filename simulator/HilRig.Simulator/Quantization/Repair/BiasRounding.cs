namespace HilRig.Simulator.Quantization.Repair;

/// <summary>
/// Rounds all biases together: from the first layer to the last, each bias to the code next to where the errors before it are made
/// up for (the nearest plane of a lattice), then one by one while that lowers the quadratic loss. No bias leaves the code next to
/// its target by more than one: what the quadratic form gains from longer moves, flipped roundings in later layers take again.
/// </summary>
/// <param name="targets">Values to round, in accumulator steps, for each bias: the int32 biases, or corrected ones.</param>
internal sealed class BiasRounding(IReadOnlyList<RepairLayer> layers, double[] targets, Curvature curvature)
{
    private const int MostMove = 1;
    private const int MostRounds = 20;

    /// <summary>Codes for the given formats.</summary>
    public RepairPlan Solve(IReadOnlyList<BiasFormat> formats)
    {
        var plan = RepairPlan.Nearest(layers, formats, targets);
        var lattice = new Lattice(plan, targets);
        Plane(lattice);
        Descend(lattice);
        return plan with { Codes = [.. layers.Select((l, i) => formats[i].IsInt32 ? plan.Codes[i] : lattice.Codes[l.First..l.End])] };
    }

    private void Plane(Lattice lattice)
    {
        var pull = new double[curvature.Count];
        for (var bias = 0; bias < pull.Length; bias++)
        {
            var row = curvature.Row(bias);
            var own = row.Length - 1;
            lattice.MoveTo(bias, -pull[own] / row[own], MostMove);
            if (lattice.Change(bias) is not 0 and var change)
                AddScaled(pull.AsSpan(0, own), row[..own], change);
        }
    }

    private void Descend(Lattice lattice)
    {
        var gradient = new double[curvature.Count];
        for (var bias = 0; bias < gradient.Length; bias++)
            AddScaled(gradient, curvature.Matrix[bias], lattice.Change(bias));
        for (var (round, changed) = (0, true); changed && round < MostRounds; round++)
        {
            changed = false;
            for (var bias = 0; bias < gradient.Length; bias++)
                changed |= Improve(lattice, bias, gradient);
        }
    }

    private bool Improve(Lattice lattice, int bias, double[] gradient)
    {
        var (before, code, curve) = (lattice.Change(bias), lattice.Codes[bias], curvature.Matrix[bias][bias]);
        lattice.MoveTo(bias, before - gradient[bias] / curve, MostMove);
        var move = lattice.Change(bias) - before;
        if (move == 0)
            return false;
        if (2 * gradient[bias] * move + curve * move * move >= 0)
        {
            lattice.Codes[bias] = code;
            return false;
        }
        AddScaled(gradient, curvature.Matrix[bias], move);
        return true;
    }

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double factor)
    {
        for (var i = 0; i < values.Length; i++)
            sum[i] += factor * values[i];
    }

    /// <summary>The codes of all biases, and what they change in output steps.</summary>
    private sealed class Lattice
    {
        private readonly double[] _targets;
        private readonly int[] _nearest;
        private readonly (BiasFormat Format, int Channel, double OutputStep)[] _places;

        public Lattice(RepairPlan plan, double[] targets)
        {
            _targets = targets;
            Codes = [.. plan.Codes.SelectMany(c => c)];
            _nearest = [.. Codes];
            _places = [.. plan.Layers.SelectMany((layer, l) => layer.OutputSteps.Select((step, c) => (plan.Formats[l], c, step)))];
        }

        public int[] Codes { get; }

        /// <summary>What the code changes, in output steps; 0 for int32.</summary>
        public double Change(int bias)
        {
            var (format, channel, step) = _places[bias];
            return format.IsInt32 ? 0 : (format.Widened(Codes[bias], channel) - _targets[bias]) * step;
        }

        /// <summary>Takes the code next to a change, within some codes of the nearest to the target.</summary>
        public void MoveTo(int bias, double change, int most)
        {
            var (format, channel, step) = _places[bias];
            if (format.IsInt32 || step <= 0)
                return;
            var code = format.Nearest(_targets[bias] + change / step, channel);
            Codes[bias] = Math.Clamp(code, Math.Max(-format.Largest - 1, _nearest[bias] - most), Math.Min(format.Largest, _nearest[bias] + most));
        }
    }
}
