namespace Support.Platform.Attachments;

/// <summary>What a file is, as its bytes show.</summary>
/// <param name="ContentType">A type that a browser does not run: never HTML, SVG, XML or script.</param>
/// <param name="IsProgram">Whether it is there to be run, or to be mounted and run.</param>
public sealed record FileKind(string ContentType, bool IsProgram = false)
{
    /// <summary>Bytes of which nothing is known.</summary>
    public static FileKind Unknown { get; } = new("application/octet-stream");

    /// <summary>Readable text, whatever a browser could make of it.</summary>
    public static FileKind PlainText { get; } = new("text/plain");
}
