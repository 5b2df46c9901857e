namespace HilRig.Kernels.Legacy;

/// <summary>The scalar arguments of a legacy pooling layer; input, kernel and output are square.</summary>
/// <param name="DimImIn">Height and width of the input.</param>
/// <param name="ChImIn">Channels.</param>
/// <param name="DimKernel">Height and width of the window.</param>
/// <param name="Padding">Left and top.</param>
/// <param name="Stride">At least 1.</param>
/// <param name="DimImOut">Height and width of the output.</param>
public sealed record LegacyPoolParams(int DimImIn, int ChImIn, int DimKernel, int Padding, int Stride, int DimImOut)
{
    /// <summary>Bytes of <c>bufferA</c>: a row of the output in q15. Max-pooling does not use it.</summary>
    public int BufferBytes => 2 * DimImOut * ChImIn;
}
