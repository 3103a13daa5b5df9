using System.Buffers.Binary;
using System.Text;

namespace Support.Platform.Attachments;

/// <summary>What a ZIP archive is the package of, by the names in its directory. Nothing is unpacked.</summary>
internal static class ZipContents
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int CommentMax = ushort.MaxValue;

    // What a package is shows within its first files.
    private const int EntriesMax = 4096;

    /// <summary>The kind of an archive; null when the bytes are none.</summary>
    public static FileKind? Sniff(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("PK\x03\x04"u8) && !bytes.StartsWith("PK\x05\x06"u8))
        {
            return null;
        }

        var names = new List<string>();
        ReadNames(bytes, names);
        return Office(names)
            ?? OpenDocument(bytes)
            ?? (names.Any(IsOfProgram) ? new FileKind("application/java-archive", IsProgram: true) : new FileKind("application/zip"));
    }

    private static bool IsOfProgram(string name) => name is "META-INF/MANIFEST.MF" or "AndroidManifest.xml" or "AppxManifest.xml";

    private static FileKind? Office(List<string> names)
    {
        if (!names.Contains("[Content_Types].xml"))
        {
            return null;
        }

        const string Office = "application/vnd.openxmlformats-officedocument.";
        foreach (string name in names)
        {
            FileKind? kind = name switch
            {
                _ when name.StartsWith("word/", StringComparison.Ordinal) => new FileKind(Office + "wordprocessingml.document"),
                _ when name.StartsWith("xl/", StringComparison.Ordinal) => new FileKind(Office + "spreadsheetml.sheet"),
                _ when name.StartsWith("ppt/", StringComparison.Ordinal) => new FileKind(Office + "presentationml.presentation"),
                _ => null,
            };
            if (kind is not null)
            {
                return kind;
            }
        }

        return null;
    }

    // OpenDocument and EPUB packages begin with a file "mimetype", stored as it is.
    private static FileKind? OpenDocument(ReadOnlySpan<byte> bytes)
    {
        const int Header = 30;
        const int TypeMax = 80;
        ReadOnlySpan<byte> mark = "mimetypeapplication/"u8;
        if (bytes.Length < Header + mark.Length || !bytes[Header..].StartsWith(mark))
        {
            return null;
        }

        ReadOnlySpan<byte> type = bytes[(Header + "mimetype".Length)..];
        int end = type[..Math.Min(type.Length, TypeMax)].IndexOf("PK"u8);
        string text = end < 0 ? string.Empty : Encoding.ASCII.GetString(type[..end]);
        return text.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal) || text == "application/epub+zip"
            ? new FileKind(text)
            : null;
    }

    private static void ReadNames(ReadOnlySpan<byte> bytes, List<string> names)
    {
        ReadOnlySpan<byte> tail = bytes[^Math.Min(bytes.Length, EndLength + CommentMax)..];
        int end = tail.LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            return;
        }

        long place = BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]);
        while (names.Count < EntriesMax && place <= bytes.Length - EntryLength)
        {
            ReadOnlySpan<byte> entry = bytes[(int)place..];
            int name = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            if (!entry.StartsWith("PK\x01\x02"u8) || entry.Length - EntryLength < name)
            {
                return;
            }

            names.Add(Encoding.Latin1.GetString(entry.Slice(EntryLength, name)));
            place += EntryLength + name
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }
    }
}
