using System.Text.Json;
using System.Text.Json.Serialization;

namespace HilRig.Harness.Boards;

/// <summary>Reads one `board.json`. Unknown keys are refused: a mistyped key must not silently become a default.</summary>
public static class BoardFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Disallow,
    };

    /// <exception cref="BoardFileException">Not readable, not JSON, an unknown or missing key, or a value out of range.</exception>
    public static BoardDescription Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BoardFileException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <param name="json">The text.</param>
    /// <param name="path">Named in errors; its folder's name must be the board's id.</param>
    /// <exception cref="BoardFileException">See <see cref="Load"/>.</exception>
    public static BoardDescription Parse(string json, string path)
    {
        try
        {
            var board = JsonSerializer.Deserialize<BoardDescription>(json, Options) ?? throw new BoardFileException($"{path} holds null instead of a board.");
            BoardValidation.Check(board, path);
            return board with { Folder = Path.GetDirectoryName(Path.GetFullPath(path)) };
        }
        catch (JsonException error)
        {
            throw new BoardFileException($"{path} is no board description: {error.Message} See firmware/boards/mps2-an386/board.json for one.", error);
        }
    }
}
