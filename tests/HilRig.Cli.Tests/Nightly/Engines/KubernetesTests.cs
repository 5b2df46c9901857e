using System.Text.Json;
using HilRig.TestKit;
using k8s;
using k8s.Models;

namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>The manifest of an indexed job: legal to the letter, and its pods' commands, run here as processes, merge to what one process finds.</summary>
[Platform(Exclude = "Win", Reason = "engines, hooks and the launcher are the shell's")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KubernetesTests : IDisposable
{
    private const string Program = "/hilrig/artifacts/bin/HilRig.Cli/release/hilrig.dll";
    private static readonly string Manifest = File.ReadAllText(Checkout.PathOf("fixtures", "engines", "kubernetes.yaml"));
    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static IReadOnlyList<object> Read(string manifest) => KubernetesYaml.LoadAllFromString(manifest, strict: true);

    private static V1Job Night => Read(Manifest).OfType<V1Job>().First();

    private static V1Job Merge => Read(Manifest).OfType<V1Job>().Last();

    [Test]
    public void The_manifest_is_a_volume_the_parts_and_their_merge() =>
        Assert.That(Read(Manifest).Select(item => item.GetType()), Is.EqualTo(new[] { typeof(V1PersistentVolumeClaim), typeof(V1Job), typeof(V1Job) }));

    [TestCase("completionMode:", "completionMod:")]
    [TestCase("onExitCodes:", "onExitCode:")]
    [TestCase("completions: 4", "completions: four")]
    [TestCase("claimName:", "claim:")]
    public void A_field_that_is_not_Kubernetes_is_refused(string field, string wrong)
    {
        Assert.That(Manifest, Does.Contain(field));
        Assert.That(() => Read(Manifest.Replace(field, wrong, StringComparison.Ordinal)), Throws.InstanceOf<YamlDotNet.Core.YamlException>());
    }

    [Test]
    public void Parts_are_indexed_and_as_many_as_they_are_told()
    {
        var (spec, pod) = (Night.Spec, Night.Spec.Template.Spec);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.CompletionMode, Is.EqualTo("Indexed"));
            Assert.That((spec.Completions, spec.Parallelism), Is.EqualTo((4, 4)));
            Assert.That(pod.Containers.Single().Env.Single(e => e.Name == "HILRIG_SHARDS").Value, Is.EqualTo("4"));
            Assert.That(spec.ActiveDeadlineSeconds, Is.Positive);
            Assert.That(pod.Containers.Single().Resources.Requests.Keys, Is.EquivalentTo(new[] { "cpu", "memory" }));
        }
    }

    // What the API server asks of an indexed job with a policy, beside the types.
    [Test]
    public void Infrastructure_is_tried_again_and_findings_are_not()
    {
        var (spec, pod) = (Night.Spec, Night.Spec.Template.Spec);
        var byCode = spec.PodFailurePolicy.Rules.Where(rule => rule.OnExitCodes is not null)
            .SelectMany(rule => rule.OnExitCodes.Values.Select(code => (code, rule.Action))).ToDictionary();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(byCode, Is.EquivalentTo(new Dictionary<int, string> { [1] = "FailIndex", [5] = "FailIndex", [2] = "FailJob", [4] = "FailJob" }));
            var on = spec.PodFailurePolicy.Rules.Select(rule => rule.OnExitCodes).OfType<V1PodFailurePolicyOnExitCodesRequirement>();
            Assert.That(on.Select(codes => (codes.OperatorProperty, codes.ContainerName)), Is.All.EqualTo(("In", pod.Containers.Single().Name)));
            Assert.That(spec.BackoffLimitPerIndex, Is.Positive);
            Assert.That((pod.RestartPolicy, spec.PodReplacementPolicy), Is.EqualTo(("Never", "Failed")));
            Assert.That((Merge.Spec.Suspend, Merge.Spec.BackoffLimit, Merge.Spec.Template.Spec.RestartPolicy), Is.EqualTo((true, 0, "Never")));
        }
    }

    [Test]
    public void Every_mount_has_its_volume_and_every_volume_its_claim()
    {
        var claim = Read(Manifest).OfType<V1PersistentVolumeClaim>().Single().Metadata.Name;
        foreach (var pod in new[] { Night.Spec.Template.Spec, Merge.Spec.Template.Spec })
        {
            Assert.That(pod.Containers.SelectMany(c => c.VolumeMounts).Select(mount => mount.Name), Is.SubsetOf(pod.Volumes.Select(volume => volume.Name)));
            Assert.That(pod.Volumes.Select(volume => volume.PersistentVolumeClaim.ClaimName), Is.All.EqualTo(claim));
        }
    }

    [Test]
    public async Task The_pods_commands_run_every_job_once_and_merge_to_what_one_process_finds()
    {
        _bench.Write();
        var expected = await _bench.WholeAsync();
        var plans = await InEveryPodAsync("--dry-run", "--json");
        var planned = plans.SelectMany(plan => JsonDocument.Parse(plan.Output).RootElement.EnumerateArray()).Select(job => $"{job.GetProperty("id")}");
        Assert.That(planned, Is.Unique.And.Exactly(8).Items);

        await InEveryPodAsync();
        // A pod that is started again, as happens when its node is lost just after its end.
        Assert.That((await RunAsync(Night, 2)).ExitCode, Is.Zero);
        var merged = await RunAsync(Merge, null);
        Assert.That(merged.ExitCode, Is.Zero, merged.Errors);
        Assert.That(await EngineBench.ResultAsync(_bench.Out), Is.EqualTo(expected));
    }

    private async Task<Outcome[]> InEveryPodAsync(params string[] more)
    {
        var pods = await Task.WhenAll(Enumerable.Range(0, Night.Spec.Completions!.Value).Select(index => RunAsync(Night, index, more)));
        Assert.That(pods.Select(pod => pod.ExitCode), Is.All.Zero, () => string.Join('\n', pods.Select(pod => pod.Errors)));
        return pods;
    }

    private Task<Outcome> RunAsync(V1Job job, int? index, params string[] more)
    {
        var container = job.Spec.Template.Spec.Containers.Single();
        string[] command = [.. container.Command.Concat(container.Args).Concat(more).Select(Here)];
        Assert.That(string.Join(' ', container.Command), Does.Contain(Program));
        var environment = (container.Env ?? []).ToDictionary(e => e.Name, e => e.Value);
        if (index is { } completion)
            environment["JOB_COMPLETION_INDEX"] = $"{completion}";
        return _bench.RunAsync(environment, command[0], command[1..]);
    }

    // The pod's paths are this machine's.
    private string Here(string text) => text
        .Replace(Program, CommandLine.Program, StringComparison.Ordinal)
        .Replace("/hilrig/fixtures/nightly.yml", _bench.Config, StringComparison.Ordinal)
        .Replace("/results", _bench.Out, StringComparison.Ordinal);
}
