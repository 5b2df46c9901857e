using HilRig.Harness.Devices;

namespace HilRig.Harness.Recovery;

/// <summary>The board restarted by itself: it answers, and has forgotten its model.</summary>
public sealed class DeviceRestartedException(string link, ulong before, ulong after, Exception inner) : InfrastructureException(
    $"The board on {link} restarted by itself (boot count {before} before, {after} now): a watchdog, a loose supply or a fault without report.", inner);

/// <summary>A board was lost and nothing brought it back.</summary>
public sealed class BoardLostException(InfrastructureException cause, IEnumerable<string> tried) : InfrastructureException(
    $"{cause.Message} It could not be brought back: {string.Join("; ", tried.DefaultIfEmpty("nothing here can restart it"))}.", cause);

/// <summary>A board was lost more often than is reasonable.</summary>
public sealed class TooManyRecoveriesException(InfrastructureException cause, int recoveries) : InfrastructureException(
    $"{cause.Message} It was brought back {recoveries} times before; that is enough.", cause);
