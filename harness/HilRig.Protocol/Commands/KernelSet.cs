namespace HilRig.Protocol.Commands;

/// <summary>Which kernels a firmware links.</summary>
public enum KernelSet : byte
{
    BuiltInPlain = 0,
    BuiltInDsp = 1,
    BuiltInMve = 2,
    CmsisNnPlain = 3,
    CmsisNnDsp = 4,
    CmsisNnMve = 5,
}

/// <summary>What a core has for floating point.</summary>
public enum FloatingPoint : byte
{
    Soft = 0,
    SinglePrecision = 1,
    DoublePrecision = 2,
}
