namespace HilRig.Kernels.Activation;

/// <summary><c>arm_relu_q7</c>: max(0, x) on q7, in place.</summary>
public static class ReluQ7
{
    public static void Run(Span<sbyte> data)
    {
        for (var i = 0; i < data.Length; i++)
            data[i] = Math.Max(data[i], (sbyte)0);
    }
}
