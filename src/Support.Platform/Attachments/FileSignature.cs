namespace Support.Platform.Attachments;

/// <summary>Bytes by which files of a kind are known.</summary>
/// <param name="Bytes">The bytes, as Latin-1 text.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Offset">Where they stand.</param>
/// <param name="Then">More bytes that must follow after the first four of the file's own size, as in RIFF; null for none.</param>
internal sealed record FileSignature(string Bytes, FileKind Kind, int Offset = 0, string? Then = null)
{
    // RIFF, FORM and ISO media files have a length between the two halves of their signature.
    private const int AfterLength = 8;

    /// <summary>Every signature; of two that fit the first counts.</summary>
    public static IReadOnlyList<FileSignature> All { get; } =
    [
        new("\u0089PNG\r\n\u001a\n", new FileKind("image/png")),
        new("\u00FF\u00D8\u00FF", new FileKind("image/jpeg")),
        new("GIF87a", new FileKind("image/gif")),
        new("GIF89a", new FileKind("image/gif")),
        new("II*\0", new FileKind("image/tiff")),
        new("MM\0*", new FileKind("image/tiff")),
        new("RIFF", new FileKind("image/webp"), Then: "WEBP"),
        new("RIFF", new FileKind("audio/wav"), Then: "WAVE"),
        new("RIFF", new FileKind("video/x-msvideo"), Then: "AVI "),
        new("FORM", new FileKind("audio/aiff"), Then: "AIFF"),
        new("\0\0\u0001\0", new FileKind("image/x-icon")),
        new("8BPS", new FileKind("image/vnd.adobe.photoshop")),
        new("ftypheic", new FileKind("image/heic"), Offset: 4),
        new("ftypheix", new FileKind("image/heic"), Offset: 4),
        new("ftypmif1", new FileKind("image/heif"), Offset: 4),
        new("ftypavif", new FileKind("image/avif"), Offset: 4),
        new("ftypM4A", new FileKind("audio/mp4"), Offset: 4),
        new("ftypqt", new FileKind("video/quicktime"), Offset: 4),
        new("ftyp", new FileKind("video/mp4"), Offset: 4),
        new("\u001aE\u00DF\u00A3", new FileKind("video/x-matroska")),
        new("ID3", new FileKind("audio/mpeg")),
        new("\u00FF\u00FB", new FileKind("audio/mpeg")),
        new("OggS", new FileKind("audio/ogg")),
        new("fLaC", new FileKind("audio/flac")),
        new("%PDF-", new FileKind("application/pdf")),
        new("%!PS", new FileKind("application/postscript")),
        new("{\\rtf", new FileKind("application/rtf")),
        new("\u0078\u009f\u003e\u0022", new FileKind("application/ms-tnef")),
        new("\u001f\u008b\b", new FileKind("application/gzip")),
        new("BZh", new FileKind("application/x-bzip2")),
        new("\u00FD7zXZ\0", new FileKind("application/x-xz")),
        new("7z\u00BC\u00AF\u0027\u001C", new FileKind("application/x-7z-compressed")),
        new("Rar!\u001a\u0007", new FileKind("application/vnd.rar")),
        new("\u0028\u00B5\u002F\u00FD", new FileKind("application/zstd")),
        new("MSCF", new FileKind("application/vnd.ms-cab-compressed")),
        new("ustar", new FileKind("application/x-tar"), Offset: 257),
        new("SQLite format 3\0", new FileKind("application/vnd.sqlite3")),
        new("\u00D4\u00C3\u00B2\u00A1", new FileKind("application/vnd.tcpdump.pcap")),
        new("\n\r\r\n", new FileKind("application/vnd.tcpdump.pcap")),
        new("ElfFile\0", new FileKind("application/x-ms-evtx")),
        new("MDMP", new FileKind("application/x-dmp")),
        new("wOFF", new FileKind("font/woff")),
        new("wOF2", new FileKind("font/woff2")),
        new("MZ", new FileKind("application/vnd.microsoft.portable-executable", IsProgram: true)),
        new("\u007FELF", new FileKind("application/x-elf", IsProgram: true)),
        new("\u00CA\u00FE\u00BA\u00BE", new FileKind("application/java-vm", IsProgram: true)),
        new("\u00CF\u00FA\u00ED\u00FE", new FileKind("application/x-mach-binary", IsProgram: true)),
        new("\u00CE\u00FA\u00ED\u00FE", new FileKind("application/x-mach-binary", IsProgram: true)),
        new("dex\n", new FileKind("application/x-dex", IsProgram: true)),
        new("L\0\0\0\u0001\u0014\u0002\0", new FileKind("application/x-ms-shortcut", IsProgram: true)),
        new("ITSF", new FileKind("application/vnd.ms-htmlhelp", IsProgram: true)),
        new("CD001", new FileKind("application/x-iso9660-image", IsProgram: true), Offset: 0x8001),
        new("conectix", new FileKind("application/x-vhd", IsProgram: true)),
        new("vhdxfile", new FileKind("application/x-vhdx", IsProgram: true)),
    ];

    /// <summary>Whether the bytes have it.</summary>
    public bool Fits(ReadOnlySpan<byte> bytes) =>
        Has(bytes, Offset, Bytes) && (Then is null || Has(bytes, AfterLength, Then));

    private static bool Has(ReadOnlySpan<byte> bytes, int offset, string latin)
    {
        if (bytes.Length - offset < latin.Length)
        {
            return false;
        }

        for (int i = 0; i < latin.Length; i++)
        {
            if (bytes[offset + i] != latin[i])
            {
                return false;
            }
        }

        return true;
    }
}
