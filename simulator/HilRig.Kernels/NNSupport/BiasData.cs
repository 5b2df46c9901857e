namespace HilRig.Kernels.NNSupport;

/// <summary>
/// <c>cmsis_nn_bias_data</c>: the bias of an int16 convolution, int32 or int64. Which of the two it is decides the width of the
/// accumulator, even where there is no bias at all.
/// </summary>
public readonly ref struct BiasData
{
    private readonly ReadOnlySpan<int> _narrow;
    private readonly ReadOnlySpan<long> _wide;

    private BiasData(bool isInt32, ReadOnlySpan<int> narrow, ReadOnlySpan<long> wide)
    {
        IsInt32 = isInt32;
        _narrow = narrow;
        _wide = wide;
    }

    /// <summary><c>is_int32_bias</c>: a 32-bit accumulator that wraps.</summary>
    public bool IsInt32 { get; }

    /// <summary>The bias of one output channel; 0 where there is none.</summary>
    public long this[int channel] => !_narrow.IsEmpty ? _narrow[channel] : !_wide.IsEmpty ? _wide[channel] : 0;

    /// <summary>An int32 bias; empty for a NULL pointer.</summary>
    public static BiasData Of(ReadOnlySpan<int> bias) => new(true, bias, []);

    /// <summary>An int64 bias; empty for a NULL pointer.</summary>
    public static BiasData Of(ReadOnlySpan<long> bias) => new(false, [], bias);
}
