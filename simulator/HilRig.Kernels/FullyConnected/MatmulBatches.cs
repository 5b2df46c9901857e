using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>Which matrices of both sides make one matrix of a batched product's output: a side with n or h of 1 is used again and again.</summary>
internal static class MatmulBatches
{
    /// <summary>The first element of the matrix that output batch (n, h) takes from a side.</summary>
    public static int First(Dims side, int n, int h) => ((side.N == 1 ? 0 : n) * side.H + (side.H == 1 ? 0 : h)) * side.W * side.C;

    /// <exception cref="KernelContractException">The shapes do not fit, so the C would read or write beyond a matrix.</exception>
    public static void Check(string kernel, Dims lhs, Dims rhs, Dims output)
    {
        if (lhs.C != rhs.C)
            throw new KernelContractException(kernel, $"depth of the left side {lhs.C} is not that of the right side {rhs.C}");
        if (output.H < 1 || output.N != Broadcast(lhs.N, rhs.N) || output.H != Broadcast(lhs.H, rhs.H))
            throw new KernelContractException(kernel, $"batches of {lhs} and {rhs} do not give the output's {output}; n and h must be equal or 1 on one side");
        if (output.W != lhs.W || output.C != rhs.W)
            throw new KernelContractException(kernel, $"the output's {output} is not [rows {lhs.W}][columns {rhs.W}]");
    }

    // -1 where neither side is 1 and they differ.
    private static int Broadcast(int left, int right) => left == right || right == 1 ? left : left == 1 ? right : -1;
}
