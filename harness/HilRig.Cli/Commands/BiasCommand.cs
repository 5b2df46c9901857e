using System.CommandLine;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias</c>: what narrow biases cost, why, and models that have them.</summary>
internal static class BiasCommand
{
    public static Command Create() => new("bias", "Narrow biases: what they cost, why, and models that have them.")
    {
        BiasSweepCommand.Create(),
        BiasExplainCommand.Create(),
        BiasRepairCommand.Create(),
        BiasApplyCommand.Create(),
    };
}
