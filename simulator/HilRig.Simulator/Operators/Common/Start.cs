using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Where a part of a tensor begins, as an INT32 or INT64 input says when the model is prepared or at run time.</summary>
public sealed class Start
{
    private readonly int _tensor;
    private readonly bool _isLong;
    private readonly int[] _strides;
    private readonly int[] _last;

    private Start(TensorInfo indices, TensorInfo whole, TensorInfo part)
    {
        (_tensor, _isLong) = (indices.Index, indices.Type == ElementType.Int64);
        _strides = StridedView.Dense(whole.Shape.AsSpan());
        _last = [.. whole.Shape.Zip(part.Shape, (all, some) => all - some)];
        View = StridedView.Slice(whole.Shape.AsSpan(), new int[_last.Length], part.Shape.AsSpan());
    }

    /// <summary>The indices, checked, if they are known when the model is prepared.</summary>
    public int[]? Constant { get; private init; }

    /// <summary>The part as it lies in the whole if it begins at 0.</summary>
    public StridedView View { get; }

    /// <param name="whole">Of the part's rank, no dimension smaller than the part's.</param>
    /// <param name="clamps">True where indices out of range are moved into it instead of being refused.</param>
    /// <exception cref="ModelException">Wrong type or number of indices; constant ones out of range unless they are clamped.</exception>
    public static Start Of(PrepareContext context, int position, TensorInfo whole, TensorInfo part, bool clamps = false)
    {
        var indices = context.Input(position);
        if (indices.Type is not (ElementType.Int32 or ElementType.Int64))
            throw context.UnsupportedType(indices, "INT32 or INT64");
        if (indices.ElementCount != whole.Shape.Length)
            throw context.Malformed($"{indices} must hold one index for each dimension of {whole}");
        var constant = indices.IsConstant ? context.Integers(indices) : null;
        var start = new Start(indices, whole, part) { Constant = constant };
        for (var d = 0; !clamps && d < constant?.Length; d++)
        {
            if (constant[d] < 0 || constant[d] > start._last[d])
                throw context.Malformed($"index {constant[d]} of dimension {d} of {whole}; legal is 0 to {start._last[d]} for {part}");
        }
        return start;
    }

    /// <summary>The element of the whole that the part begins with.</summary>
    /// <exception cref="KernelContractException">An index is out of range.</exception>
    public int Element(InferenceSession session, string kernel)
    {
        var element = 0;
        for (var d = 0; d < _last.Length; d++)
        {
            var index = Index(session, d);
            if (index < 0 || index > _last[d])
                throw new KernelContractException(kernel, $"index {index} of dimension {d}; legal is 0 to {_last[d]}");
            element += (int)index * _strides[d];
        }
        return element;
    }

    /// <summary>As <see cref="Element"/>, indices out of range moved into it.</summary>
    public int ClampedElement(InferenceSession session)
    {
        var element = 0;
        for (var d = 0; d < _last.Length; d++)
            element += (int)Math.Clamp(Index(session, d), 0, _last[d]) * _strides[d];
        return element;
    }

    private long Index(InferenceSession session, int dimension) =>
        _isLong ? session.Span<long>(_tensor)[dimension] : session.Int32(_tensor)[dimension];
}
