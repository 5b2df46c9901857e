namespace Renode.Bindings.Processes;

/// <summary>
/// A fresh temporary folder that only this user can enter; it goes with all that is in it. It is the child's TMPDIR: at its start Renode deletes
/// every `renode-*` folder there that belongs to no live process, so two of them must never share one with anybody.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("renode-bindings-");

    public string FullName => _folder.FullName;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        try
        {
            _folder.Refresh();
            if (_folder.Exists)
                _folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A killed process may still be letting go of a file; a folder in the temporary folder is no reason to fail.
        }
    }
}
