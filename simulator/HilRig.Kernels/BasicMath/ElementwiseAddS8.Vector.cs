using System.Runtime.Intrinsics;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.BasicMath;

/// <summary><see cref="ElementwiseAddS8"/> prepared once for one layer. Equal to the scalar form to the bit; thread-safe.</summary>
public sealed class PackedElementwiseAddS8
{
    private readonly IAddKernel _kernel;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedElementwiseAddS8(ElementwiseAddParams parameters, Rounding rounding, VectorWidth width) =>
        _kernel = width == VectorWidth.Bits512
            ? new AddKernel<Lanes512, Vector512<int>>(parameters, rounding)
            : new AddKernel<Lanes256, Vector256<int>>(parameters, rounding);

    /// <param name="context">For the elements after the last whole vector; null makes one.</param>
    public void Run(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output, KernelContext? context = null) =>
        _kernel.Run(input1, input2, output, context);

    private interface IAddKernel
    {
        void Run(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output, KernelContext? context);
    }

    private sealed unsafe class AddKernel<TLanes, TVector> : IAddKernel
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        private readonly ElementwiseAddParams _parameters;
        private readonly Rounding _rounding;
        private readonly LaneScale<TLanes, TVector> _scale1;
        private readonly LaneScale<TLanes, TVector> _scale2;
        private readonly LaneScale<TLanes, TVector> _scaleOut;

        public AddKernel(ElementwiseAddParams parameters, Rounding rounding)
        {
            (_parameters, _rounding) = (parameters, rounding);
            (_scale1, _scale2, _scaleOut) = (new(parameters.Scale1, rounding), new(parameters.Scale2, rounding), new(parameters.OutputScale, rounding));
        }

        public void Run(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output, KernelContext? context)
        {
            var whole = output.Length / TLanes.Count * TLanes.Count;
            fixed (sbyte* x1 = input1)
            fixed (sbyte* x2 = input2)
            fixed (sbyte* y = output)
                Lanes(x1, x2, y, whole);
            if (whole < output.Length)
                ElementwiseAddS8.Run(context ?? new(_rounding), _parameters, input1[whole..], input2[whole..], output[whole..]);
        }

        private void Lanes(sbyte* x1, sbyte* x2, sbyte* y, int count)
        {
            var (offset1, offset2, offset) = (TLanes.Broadcast(_parameters.Offset1), TLanes.Broadcast(_parameters.Offset2), TLanes.Broadcast(_parameters.OutputOffset));
            var (min, max, left) = (TLanes.Broadcast(_parameters.Activation.Min), TLanes.Broadcast(_parameters.Activation.Max), _parameters.LeftShift);
            unchecked
            {
                for (var end = y + count; y < end; x1 += TLanes.Count, x2 += TLanes.Count, y += TLanes.Count)
                {
                    var a = _scale1.Apply(TLanes.ShiftLeft(TLanes.Add(TLanes.LoadWidened(x1), offset1), left));
                    var b = _scale2.Apply(TLanes.ShiftLeft(TLanes.Add(TLanes.LoadWidened(x2), offset2), left));
                    var sum = TLanes.Add(_scaleOut.Apply(TLanes.Add(a, b)), offset);
                    TLanes.StoreNarrowed(TLanes.Clamp(sum, min, max), y);
                }
            }
        }
    }
}
