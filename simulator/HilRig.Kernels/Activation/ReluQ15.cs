namespace HilRig.Kernels.Activation;

/// <summary><c>arm_relu_q15</c>: max(0, x) on q15, in place.</summary>
public static class ReluQ15
{
    public static void Run(Span<short> data)
    {
        for (var i = 0; i < data.Length; i++)
            data[i] = Math.Max(data[i], (short)0);
    }
}
