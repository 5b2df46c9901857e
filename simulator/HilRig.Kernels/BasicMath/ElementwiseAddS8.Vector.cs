using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.BasicMath;

/// <summary><see cref="ElementwiseAddS8"/> prepared once for one layer. Equal to the scalar form to the bit; thread-safe.</summary>
public sealed class PackedElementwiseAddS8
{
    private readonly IAddKernel _kernel;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedElementwiseAddS8(ElementwiseAddParams parameters, Rounding rounding, VectorWidth width)
    {
        var program = new AddProgram(parameters, rounding);
        MayWrap = program.MayWrap;
        _kernel = IAddKernel.Of(program, width);
    }

    /// <summary>True where some 32-bit step may wrap for some input; the scalar definition counts wraps, this form does not.</summary>
    public bool MayWrap { get; }

    public void Run(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output)
    {
        _kernel.Run(input1, input2, output);
        // The loops take bare pointers into packed memory that this object owns.
        GC.KeepAlive(this);
    }
}
