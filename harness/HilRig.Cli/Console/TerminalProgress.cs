using HilRig.Harness.Runs;
using Spectre.Console;

namespace HilRig.Cli.Console;

/// <summary>A bar a step on a terminal, nothing elsewhere.</summary>
internal sealed class TerminalProgress(ProgressContext? context) : IRunProgress
{
    /// <summary>Runs work under a progress display.</summary>
    public static Task<T> ShowAsync<T>(bool quiet, Func<IRunProgress, Task<T>> work) => quiet || !Terminal.IsInteractive
        ? work(new TerminalProgress(null))
        : Terminal.ErrorConsole.Progress().AutoClear(true).StartAsync(context => work(new TerminalProgress(context)));

    public IProgress<int> Step(string name, int samples) => new Bar(context?.AddTask(Markup.Escape(name), maxValue: samples));

    private sealed class Bar(ProgressTask? task) : IProgress<int>
    {
        // Reports of parallel samples arrive out of order: a bar only grows.
        public void Report(int value)
        {
            if (task is not null && value > task.Value)
                task.Value = value;
        }
    }
}
