namespace Renode.Bindings.Monitors;

/// <summary>
/// A command whose arguments fit no method of a device is answered with the device's help and with no error at all; a file that does not exist fits no method
/// either. Help that was not asked for is the error.
/// </summary>
internal static class MisfitArguments
{
    private const string Misfit = "its arguments fit no method or property of that name; a file or peripheral that does not exist does not fit either. "
        + "Renode's help is in the reply's text.";

    private static readonly string[] HelpBegins =
        ["The following methods are available:", "The following properties are available:", "The following fields are available:"];

    /// <summary>The reply, with an error where there ought to be one.</summary>
    public static MonitorReply Judge(string command, MonitorReply reply)
    {
        // A device's name alone asks for its help.
        var askedForHelp = !command.Trim().Contains(' ', StringComparison.Ordinal);
        return askedForHelp || !HelpBegins.Any(begin => reply.Text.StartsWith(begin, StringComparison.Ordinal)) ? reply
            : reply with { Error = Misfit };
    }
}
