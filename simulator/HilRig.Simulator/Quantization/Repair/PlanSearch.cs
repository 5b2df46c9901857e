namespace HilRig.Simulator.Quantization.Repair;

/// <summary>
/// Walks from the finest formats to the cheapest and back, one layer at a time: always the step that costs least loss for a byte,
/// or gains most, by running it. A few steps that looked best before are tried again each time, for what a step costs depends on
/// the steps before: once an early layer flips roundings, later layers lose little more. For the same reason the two ways differ.
/// </summary>
/// <param name="ladders">The formats of each layer, cheapest first.</param>
internal sealed class PlanSearch(
    IReadOnlyList<RepairLayer> layers, IReadOnlyList<IReadOnlyList<BiasFormat>> ladders, BiasRounding rounding, PlanScorer scorer)
{
    // Steps that are run again before one is taken.
    private const int Retried = 3;

    private readonly List<ScoredPlan> _seen = [];
    private Action<int>? _done;

    /// <summary>Runs that a search takes at most.</summary>
    public int MostRuns => 2 + 2 * ladders.Sum(l => l.Count - 1) * (1 + Retried);

    /// <summary>Every plan that was run, with its loss.</summary>
    /// <param name="done">Called with the number of runs so far.</param>
    public IReadOnlyList<ScoredPlan> Run(Action<int>? done)
    {
        _done = done;
        var finest = Finest();
        Walk([.. finest], rungs => Steps(rungs, l => Enumerable.Range(0, rungs[l])));
        Walk([.. finest.Select(_ => 0)], rungs => Steps(rungs, l => Enumerable.Range(rungs[l] + 1, finest[l] - rungs[l])));
        return _seen;
    }

    // The cheapest format that keeps every bias, or the finest there is.
    private int[] Finest() => [.. ladders.Select((ladder, l) => Enumerable.Range(0, ladder.Count)
        .Where(rung => ladder[rung].IsExact(layers[l].Bias)).DefaultIfEmpty(ladder.Count - 1).First())];

    private static List<Step> Steps(int[] rungs, Func<int, IEnumerable<int>> of) =>
        [.. Enumerable.Range(0, rungs.Length).SelectMany(layer => of(layer).Select(rung => new Step(layer, rung)))];

    private void Walk(int[] rungs, Func<int[], List<Step>> stepsOf)
    {
        var (rates, current) = (new Dictionary<Step, double>(), Score(rungs));
        foreach (var step in stepsOf(rungs))
            rates[step] = Rate(rungs, step, current);
        for (var steps = stepsOf(rungs); steps.Count > 0; steps = stepsOf(rungs))
        {
            foreach (var step in InOrder(steps, rates).Take(Retried).ToList())
                rates[step] = Rate(rungs, step, current);
            var best = InOrder(steps, rates).First();
            rungs[best.Layer] = best.Rung;
            current = Score(rungs);
        }
    }

    private static IEnumerable<Step> InOrder(List<Step> steps, Dictionary<Step, double> rates) => steps.OrderBy(s => rates[s]);

    private double Rate(int[] rungs, Step step, ScoredPlan current)
    {
        var next = Score([.. rungs.Select((r, l) => l == step.Layer ? step.Rung : r)]);
        return (next.Loss - current.Loss) / Math.Max(1, Math.Abs(next.Plan.Bytes - current.Plan.Bytes));
    }

    private ScoredPlan Score(int[] rungs)
    {
        var plan = rounding.Solve([.. rungs.Select((r, l) => ladders[l][r])]);
        var scored = new ScoredPlan(plan, scorer.Loss(plan));
        _seen.Add(scored);
        _done?.Invoke(scorer.Runs);
        return scored;
    }

    /// <summary>One layer takes another format.</summary>
    private readonly record struct Step(int Layer, int Rung);
}
