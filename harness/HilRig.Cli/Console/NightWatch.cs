using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Plan;

namespace HilRig.Cli.Console;

/// <summary>Shows a night as it goes: a live table for a person, a line a job for a log, nothing for <c>--quiet</c>.</summary>
internal static class NightWatch
{
    /// <param name="work">Gives what is to be shown when the display is gone.</param>
    public static async Task<int> ShowAsync(NightlyPlan plan, NightFolder folder, bool quiet, Func<INightWatcher, Task<Func<int>>> work)
    {
        var (all, before) = (folder.Plan.Selected.Count, NightJournal.Read(folder.Journal).Count(entry => entry.Job is not null));
        var show = quiet ? await work(new BlindWatcher())
            : Terminal.IsInteractive ? await NightTable.ShowAsync(plan.Config.Name, all, before, work)
            : await work(new NightLines(all, before));
        return show();
    }
}
