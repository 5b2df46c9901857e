using HilRig.Kernels.Activation;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Lstm;

/// <summary>One half of <c>cmsis_nn_lstm_gate</c>: what a gate makes of the input or of the hidden state.</summary>
/// <param name="Scale">Accumulator to Q3.12.</param>
/// <param name="Weights">[hidden size][columns].</param>
/// <param name="EffectiveBias">[hidden size]: bias less zero point * sum of weights. int32 values for s8, int64 for s16.</param>
public sealed record LstmGatePart(QuantizedMultiplier Scale, sbyte[] Weights, long[] EffectiveBias);

/// <summary><c>cmsis_nn_lstm_gate</c>.</summary>
public sealed record LstmGate(LstmGatePart Input, LstmGatePart Hidden, NNActivationType Activation);

/// <summary><c>cmsis_nn_lstm_params</c>.</summary>
/// <param name="TimeMajor">True for input [time][batch][size], false for [batch][time][size].</param>
/// <param name="CellClip">Bound of the cell state; 0 for int16's range.</param>
/// <param name="CellScalePower">log2 of the cell state's scale.</param>
/// <param name="OutputOffset">Zero point of hidden state and output.</param>
public sealed record LstmParams(
    bool TimeMajor, int BatchSize, int TimeSteps, int InputSize, int HiddenSize, QuantizedMultiplier ForgetToCell,
    QuantizedMultiplier InputToCell, int CellClip, int CellScalePower, QuantizedMultiplier Output, int OutputOffset,
    LstmGate ForgetGate, LstmGate InputGate, LstmGate CellGate, LstmGate OutputGate);
