using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>One element of a unary operator.</summary>
public delegate TOut UnaryFunction<TIn, out TOut>(KernelContext context, TIn value);

/// <summary>One element of a binary operator.</summary>
public delegate TOut BinaryFunction<TLeft, TRight, out TOut>(KernelContext context, TLeft left, TRight right);

/// <summary>Loops of the operators that compute every output element alone.</summary>
public static class Elementwise
{
    /// <remarks>input and output have equal length.</remarks>
    public static void Run<TIn, TOut>(KernelContext context, UnaryFunction<TIn, TOut> function, ReadOnlySpan<TIn> input, Span<TOut> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = function(context, input[i]);
    }

    /// <summary>Both inputs are read in the output's shape.</summary>
    public static void Run<TLeft, TRight, TOut>(
        KernelContext context, BinaryFunction<TLeft, TRight, TOut> function, StridedView leftView, ReadOnlySpan<TLeft> left,
        StridedView rightView, ReadOnlySpan<TRight> right, Span<TOut> output)
    {
        if (leftView.IsDense && rightView.IsDense)
            for (var i = 0; i < output.Length; i++)
                output[i] = function(context, left[i], right[i]);
        else
            for (var i = 0; i < output.Length; i++)
                output[i] = function(context, left[leftView[i]], right[rightView[i]]);
    }
}
