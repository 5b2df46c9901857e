namespace Renode.Bindings.Monitors;

/// <summary>What the monitor answered to one command.</summary>
/// <param name="Text">Its plain output, lines parted by `\n`, without the echo, colours and the prompt.</param>
/// <param name="Error">What it showed as errors, in the same form; empty when there were none.</param>
/// <param name="Machine">The machine selected now, which the prompt names; null when none is.</param>
public sealed record MonitorReply(string Text, string Error, string? Machine);
