namespace HilRig.Simulator.Models.Schema;

/// <summary>What holds for every tensor, read or written. A problem is a clause that continues the tensor's name.</summary>
internal static class TensorRules
{
    /// <summary>Null when shape and data fit each other.</summary>
    public static string? Problem(TensorInfo tensor) => ShapeProblem(tensor) ?? SizeProblem(tensor);

    // Zero dimensions count as one, so that no later product can overflow whatever the order it is formed in.
    private static string? ShapeProblem(TensorInfo tensor)
    {
        long elements = 1;
        foreach (int dimension in tensor.Shape)
        {
            if (dimension < 0)
                return $"has the dimension {dimension}, and dimensions are 0 or more";
            elements *= Math.Max(dimension, 1);
            if (elements > ModelLimits.MaxTensorElements)
                return $"has more than {ModelLimits.MaxTensorElements} elements, the most that are handled";
        }
        return null;
    }

    private static string? SizeProblem(TensorInfo tensor)
    {
        // Texts and handles have no size of their own; whoever meets such a tensor refuses it by its type.
        if (tensor.Type is ElementType.String or ElementType.Resource or ElementType.Variant)
            return null;
        long bytes = tensor.ByteCount;
        if (bytes > ModelLimits.MaxTensorBytes)
            return $"takes {bytes} bytes, and at most {ModelLimits.MaxTensorBytes} are handled";
        if (tensor.IsConstant && tensor.Data.Length != bytes)
            return $"carries {tensor.Data.Length} bytes of data, and its shape and type take {bytes}";
        return null;
    }
}
