using System.Numerics;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Legacy;

/// <summary>The scalar arguments of a legacy fully connected layer.</summary>
/// <param name="DimVec"><c>dim_vec</c>: columns of the matrix. Also the q15 elements of <c>vec_buffer</c>.</param>
/// <param name="NumOfRows"><c>num_of_rows</c>: outputs.</param>
/// <param name="BiasShift">The bias is shifted left by this.</param>
/// <param name="OutShift">The sum is shifted right by this.</param>
public sealed record LegacyFullyConnectedParams(int DimVec, int NumOfRows, int BiasShift, int OutShift);

/// <summary>
/// The legacy fully connected kernels: out[i] = saturate((bias[i] &lt;&lt; bias shift) + rounding + sum of vector * row i) &gt;&gt; out shift). Those with
/// _opt give the same from a matrix in another order (<see cref="InterleavedMatrix"/>).
/// </summary>
/// <remarks>Vector [dim_vec], matrix [num_of_rows][dim_vec], bias [num_of_rows], output [num_of_rows].</remarks>
public static class LegacyFullyConnected
{
    /// <summary><c>arm_fully_connected_q7</c>.</summary>
    public static void Q7(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<sbyte> vector, ReadOnlySpan<sbyte> matrix,
        ReadOnlySpan<sbyte> bias, Span<sbyte> output) => Run(context, parameters, vector, matrix, InterleavedLayout.Plain, bias, output);

    /// <summary><c>arm_fully_connected_q7_opt</c>.</summary>
    public static void Q7Opt(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<sbyte> vector, ReadOnlySpan<sbyte> matrix,
        ReadOnlySpan<sbyte> bias, Span<sbyte> output) => Run(context, parameters, vector, matrix, InterleavedLayout.Q7, bias, output);

    /// <summary><c>arm_fully_connected_q15</c>.</summary>
    public static void Q15(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<short> vector, ReadOnlySpan<short> matrix,
        ReadOnlySpan<short> bias, Span<short> output) => Run(context, parameters, vector, matrix, InterleavedLayout.Plain, bias, output);

    /// <summary><c>arm_fully_connected_q15_opt</c>.</summary>
    public static void Q15Opt(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<short> vector, ReadOnlySpan<short> matrix,
        ReadOnlySpan<short> bias, Span<short> output) => Run(context, parameters, vector, matrix, InterleavedLayout.Q15, bias, output);

    /// <summary><c>arm_fully_connected_mat_q7_vec_q15</c>.</summary>
    public static void MatQ7VecQ15(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<short> vector, ReadOnlySpan<sbyte> matrix,
        ReadOnlySpan<sbyte> bias, Span<short> output) => Run(context, parameters, vector, matrix, InterleavedLayout.Plain, bias, output);

    /// <summary><c>arm_fully_connected_mat_q7_vec_q15_opt</c>.</summary>
    public static void MatQ7VecQ15Opt(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<short> vector, ReadOnlySpan<sbyte> matrix,
        ReadOnlySpan<sbyte> bias, Span<short> output) => Run(context, parameters, vector, matrix, InterleavedLayout.MatQ7VecQ15, bias, output);

    private static void Run<TValue, TWeight>(
        KernelContext context, LegacyFullyConnectedParams p, ReadOnlySpan<TValue> vector, ReadOnlySpan<TWeight> matrix,
        InterleavedLayout layout, ReadOnlySpan<TWeight> bias, Span<TValue> output)
        where TValue : struct, IBinaryInteger<TValue>
        where TWeight : struct, IBinaryInteger<TWeight>
    {
        for (var row = 0; row < p.NumOfRows; row++)
        {
            var sum = LegacyMath.Start(context, int.CreateChecked(bias[row]), p.BiasShift, p.OutShift);
            for (var column = 0; column < p.DimVec; column++)
            {
                var weight = matrix[InterleavedMatrix.Index(layout, row, column, p.NumOfRows, p.DimVec)];
                sum = context.Wrap32((long)sum + int.CreateChecked(vector[column]) * int.CreateChecked(weight));
            }
            output[row] = LegacyMath.Saturate<TValue>(sum >> p.OutShift);
        }
    }
}
