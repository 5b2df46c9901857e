namespace HilRig.Simulator.Models.Schema;

/// <summary>Field numbers of TFLite's schema version 3, one nested class per table.</summary>
internal static class Fields
{
    public static class Model
    {
        public const int Version = 0, OperatorCodes = 1, Subgraphs = 2, Description = 3, Buffers = 4;
        public const int MetadataBuffer = 5, Metadata = 6, SignatureDefs = 7, Count = 8;
    }

    public static class Subgraph
    {
        public const int Tensors = 0, Inputs = 1, Outputs = 2, Operators = 3, Name = 4, Count = 5;
    }

    public static class Tensor
    {
        public const int Shape = 0, Type = 1, Buffer = 2, Name = 3, Quantization = 4, IsVariable = 5;
        public const int Sparsity = 6, ShapeSignature = 7, HasRank = 8, VariantTensors = 9, Count = 10;
    }

    public static class Quantization
    {
        public const int Min = 0, Max = 1, Scale = 2, ZeroPoint = 3, DetailsType = 4, Details = 5, Axis = 6, Count = 7;
    }

    public static class OperatorCode
    {
        public const int DeprecatedCode = 0, CustomCode = 1, Version = 2, Code = 3, Count = 4;
    }

    /// <summary>Field 6 is the custom options' format, so the lists behind it are 7 and 8 (LSTM models show it).</summary>
    public static class Operator
    {
        public const int OpcodeIndex = 0, Inputs = 1, Outputs = 2, OptionsType = 3, Options = 4, CustomOptions = 5;
        public const int CustomOptionsFormat = 6, MutatingVariableInputs = 7, Intermediates = 8;
        public const int LargeCustomOptionsOffset = 9, LargeCustomOptionsSize = 10, Count = 11;
    }

    public static class Buffer
    {
        public const int Data = 0, Offset = 1, Size = 2, Count = 3;
    }

    public static class Metadata
    {
        public const int Name = 0, Buffer = 1;
    }

    public static class Signature
    {
        public const int Inputs = 0, Outputs = 1, Key = 2, SubgraphIndex = 4;
    }

    public static class TensorMap
    {
        public const int Name = 0, TensorIndex = 1;
    }
}
