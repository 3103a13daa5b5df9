using System.Globalization;
using Support.Domain.Model;

namespace Support.Platform.Attachments;

/// <summary>A file as it came.</summary>
/// <param name="Name">What the sender calls it; null for nothing.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="ContentId">The Content-ID by which the message's HTML shows it; null for none.</param>
public sealed record IncomingFile(string? Name, ReadOnlyMemory<byte> Bytes, string? ContentId = null);

/// <summary>A file that was looked at.</summary>
/// <param name="Incoming">The file as it came.</param>
/// <param name="Name">Its name, safe to show and to save under.</param>
/// <param name="Kind">What it is, as its bytes show.</param>
/// <param name="Refusal">Why it is not kept, for a person to read; null when it is.</param>
public sealed record JudgedFile(IncomingFile Incoming, string Name, FileKind Kind, string? Refusal);

/// <summary>Which files are kept. Nothing is stored here, so that a request is refused before any of it is.</summary>
public static class AttachmentRules
{
    private const int ContentIdLengthMax = 250;

    /// <summary>Judges the files of one message, in order: who comes after the limit is refused, not who came before.</summary>
    public static IReadOnlyList<JudgedFile> Judge(IReadOnlyList<IncomingFile> files, AttachmentLimits limits)
    {
        var judged = new List<JudgedFile>();
        long total = 0;
        foreach (IncomingFile file in files)
        {
            string name = FileNames.Clean(file.Name);
            FileKind kind = FileSniffer.Sniff(file.Bytes.Span, name);
            string? refusal = Refusal(file, name, kind, limits);
            if (refusal is null && judged.Count(static before => before.Refusal is null) >= limits.CountMax)
            {
                refusal = string.Create(CultureInfo.InvariantCulture, $"at most {limits.CountMax} files come with a message");
            }

            if (refusal is null && total + file.Bytes.Length > limits.TotalMax)
            {
                refusal = string.Create(CultureInfo.InvariantCulture, $"all files of a message together have at most {limits.TotalMax} bytes");
            }

            total += refusal is null ? file.Bytes.Length : 0;
            judged.Add(new JudgedFile(file with { ContentId = CleanId(file.ContentId) }, name, kind, refusal));
        }

        return judged;
    }

    private static string? Refusal(IncomingFile file, string name, FileKind kind, AttachmentLimits limits)
    {
        if (file.Bytes.Length > limits.SizeMax)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has {file.Bytes.Length} bytes, and at most {limits.SizeMax} are taken");
        }

        string extension = FileNames.Extension(name);
        if (limits.BlockedExtensions.Contains(extension))
        {
            return $"files that end in .{extension} are not taken";
        }

        return kind.IsProgram && limits.BlockPrograms ? $"it is a program ({kind.ContentType})" : null;
    }

    private static string? CleanId(string? id) =>
        id is { Length: > 0 and <= ContentIdLengthMax } && id.All(static c => c is > ' ' and <= '~' and not ('<' or '>')) ? id : null;
}
