using System.Diagnostics.CodeAnalysis;

namespace RuralRights.Web.Ops;

/// <summary>The workbook of corrections that a command names.</summary>
internal static class Corrections
{
    /// <summary>Opens it.</summary>
    /// <exception cref="Missing">It is not there, or may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Missing(e);
        }
    }

    /// <summary>The workbook cannot be opened; every other fault of a file is told as what it is.</summary>
    [SuppressMessage("Naming", "CA1710", Justification = "Named for what the clerk is told.")]
    [SuppressMessage("Design", "CA1034", Justification = "It has no meaning without the class around it.")]
    public sealed class Missing(Exception cause) : Exception(cause.Message, cause);
}
