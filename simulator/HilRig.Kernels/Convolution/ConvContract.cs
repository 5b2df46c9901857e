using System.Runtime.CompilerServices;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>What the C kernels take for granted. Where it does not hold they read or write beyond a buffer.</summary>
/// <param name="Kernel">The CMSIS-NN function, for messages.</param>
internal readonly record struct ConvContract(string Kernel)
{
    // Dims, strides and padding are kept in uint16_t, and so is the number of columns left to sum.
    private const int MostInUInt16 = ushort.MaxValue;

    public void Require(bool holds, string rule)
    {
        if (!holds)
            throw new KernelContractException(Kernel, rule);
    }

    public void Require(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] RuleText rule)
    {
        if (!holds)
            throw new KernelContractException(Kernel, rule.ToString());
    }

    public void RequireBuffer(KernelContext context, bool isNeeded = true)
    {
        if (isNeeded && !context.HasBuffer)
            throw KernelStatusException.Argument(Kernel, "ctx->buf is NULL; it needs the scratch that its get_buffer_size names");
    }

    /// <summary>Batches and output channels as the filter and input have them; taps stay whole.</summary>
    public void RequireShapes(Tile stride, Tile dilation, Dims input, Dims output, int filters)
    {
        RequireShapes(stride, input, output, filters);
        Require(dilation is { W: > 0, H: > 0 }, $"dilation {dilation.H}x{dilation.W} must be at least 1");
    }

    /// <summary>The same for kernels that do not look at the dilation.</summary>
    public void RequireShapes(Tile stride, Dims input, Dims output, int filters)
    {
        Require(output.N == input.N, $"the output has {output.N} batches, the input {input.N}");
        Require(output.C == filters, $"the output has {output.C} channels, the filter {filters}");
        Require(stride is { W: > 0, H: > 0 }, $"stride {stride.H}x{stride.W} must be at least 1");
    }

    /// <summary>Without groups: the kernel takes the input's channels for the filter's.</summary>
    public void RequireNoGroups(Dims input, Dims filter) =>
        Require(filter.C == input.C, $"the filter has {filter.C} input channels, the input {input.C}; this kernel knows no groups");

    /// <summary>Where padding is written into int8 columns as the zero point, the zero point must be an int8.</summary>
    public void RequireZeroPoint(int inputOffset) =>
        Require(inputOffset is >= -127 and <= 128, $"input_offset {inputOffset} is not in [-127, 128], so padding is not zero");

    /// <summary>Sizes that the kernel holds in 16 bits.</summary>
    public void RequireUInt16(ConvParams p, Dims input, Dims filter, Dims output)
    {
        ReadOnlySpan<int> sizes =
        [
            input.H, input.W, input.C, filter.H, filter.W, filter.C, output.H, output.W, output.C,
            p.Stride.H, p.Stride.W, p.Padding.H, p.Padding.W,
        ];
        foreach (var size in sizes)
            Require(size <= MostInUInt16, $"{size} as a size, stride or padding does not fit 16 bits");
    }

    /// <summary>Columns of a window that plain C counts in 16 bits (DSP: a quarter of them).</summary>
    public void RequireColumns(KernelPath path, int columns)
    {
        var most = path switch { KernelPath.C => MostInUInt16, KernelPath.Dsp => 4 * MostInUInt16 + 3, _ => int.MaxValue };
        Require(columns <= most, $"a window of {columns} values does not fit the kernel's 16-bit counter, at most {most}");
    }

    /// <summary>The first tap of every window, which the kernel holds in int16_t.</summary>
    public void RequireInt16Taps(ConvParams p, Dims output)
    {
        Require(p.Padding is { H: <= 32768, W: <= 32768 }, $"padding {p.Padding.H}x{p.Padding.W} does not fit the kernel's 16-bit coordinates");
        var last = Math.Max((output.H - 1) * (long)p.Stride.H - p.Padding.H, (output.W - 1) * (long)p.Stride.W - p.Padding.W);
        Require(last <= short.MaxValue, $"the last window begins at {last}, which does not fit the kernel's 16-bit coordinates");
    }
}
