using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>Names what became of each bias of a layer, from the numbers alone.</summary>
internal sealed class BiasDiagnosis
{
    private readonly int[] _wide;
    private readonly LayerBias _narrow;
    private readonly int _bits;

    private BiasDiagnosis(int[] wide, LayerBias narrow, int bits)
    {
        (_wide, _narrow, _bits) = (wide, narrow, bits);
        Faults = [.. Enumerable.Range(0, wide.Length).Select(Channel)];
        NameLayerFaults();
    }

    /// <summary>By channel.</summary>
    public BiasFault[] Faults { get; }

    /// <summary>The factor of a layer whose scale is off; 1 otherwise.</summary>
    public double Factor { get; private set; } = 1;

    /// <param name="bits">Width of the narrow bias.</param>
    public static BiasDiagnosis Of(LayerBias wide, LayerBias narrow, int bits) => new(wide.Widened, narrow, bits);

    /// <summary>Accumulator steps of one narrow step.</summary>
    public double Step(int channel)
    {
        if (_narrow.Type == Simulator.Models.ElementType.Int32)
            return 1;
        var scales = _narrow.Tensor.Quantization!.Scales;
        return (double)scales[scales.Length == 1 ? 0 : channel] / _narrow.AccumulatorScale(channel);
    }

    /// <summary>Largest magnitude that fits, in accumulator steps.</summary>
    public double Limit(int channel) => ((1L << (_bits - 1)) - 1) * Step(channel);

    /// <summary>The power of two by which a channel is off.</summary>
    public int ShiftOff(int channel) => (int)Math.Round(Math.Log2((double)_narrow.Widened[channel] / _wide[channel]));

    private BiasFault Channel(int channel)
    {
        var (wide, widened, stored) = (_wide[channel], _narrow.Widened[channel], _narrow.Stored[channel]);
        if (wide == widened)
            return BiasFault.Exact;
        // A multiplier may round once more.
        if (Math.Abs((long)widened - wide) <= Step(channel) / 2 + 1)
            return stored == 0 ? BiasFault.RoundedAway : BiasFault.Rounded;
        if (IsLimit(stored) && Math.Abs((long)wide) > Math.Abs((long)widened) && Math.Sign(wide) == Math.Sign(widened))
            return BiasFault.Clamped;
        return IsPowerOff(channel) ? BiasFault.ShiftOff : BiasFault.Wrong;
    }

    // INT32 biases that another tool clamped stand at the ends of the narrower types.
    private bool IsLimit(int stored) => _bits < 32
        ? stored == (1 << (_bits - 1)) - 1 || stored == -(1 << (_bits - 1))
        : stored is sbyte.MaxValue or sbyte.MinValue or short.MaxValue or short.MinValue;

    private bool IsPowerOff(int channel)
    {
        var (wide, widened) = ((double)_wide[channel], (double)_narrow.Widened[channel]);
        if (wide == 0 || widened == 0 || Math.Sign(wide) != Math.Sign(widened))
            return false;
        var power = Math.Round(Math.Log2(widened / wide));
        return power != 0 && Math.Abs(widened - wide * Math.Pow(2, power)) <= Step(channel) / 2 * Math.Max(1, Math.Pow(2, power)) + 1;
    }

    private void NameLayerFaults()
    {
        var off = Indices(f => f is BiasFault.Wrong or BiasFault.ShiftOff).ToList();
        if (off.Count == 0)
            return;
        if (off.All(c => _narrow.Widened[c] == 0) && _narrow.Stored.All(q => q == 0))
            Rename(off, BiasFault.Dropped);
        else if (off.Count > 1 && IsOneFactor(off))
            Rename(off, BiasFault.ScaleOff);
    }

    // Every bias large enough to show a factor shows the same one, and none is right.
    private bool IsOneFactor(List<int> off)
    {
        // Large biases tell the factor best.
        Factor = off.Sum(c => Math.Abs((double)_narrow.Widened[c])) / off.Sum(c => Math.Abs((double)_wide[c]));
        var agree = off.All(c => Math.Abs(_narrow.Widened[c] - Factor * _wide[c]) <= Step(c) * Math.Max(1, Math.Abs(Factor)) + 1);
        var right = Indices(f => f is BiasFault.Exact or BiasFault.Rounded).Count(c => Math.Abs((double)_wide[c]) > 2 * Step(c));
        if (agree && right * 4 <= off.Count)
            return true;
        Factor = 1;
        return false;
    }

    private IEnumerable<int> Indices(Func<BiasFault, bool> holds) => Enumerable.Range(0, Faults.Length).Where(c => holds(Faults[c]));

    private void Rename(List<int> channels, BiasFault fault)
    {
        foreach (var channel in channels)
            Faults[channel] = fault;
    }
}
