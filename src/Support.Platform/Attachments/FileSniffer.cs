using System.Buffers.Binary;
using System.Text.Unicode;

namespace Support.Platform.Attachments;

/// <summary>
/// Tells what a file is by its bytes: names and declared types are what a sender says, and a sender may lie. What a browser
/// would run, HTML, SVG and the like, comes out as plain text.
/// </summary>
public static class FileSniffer
{
    // Old Office documents, Outlook messages and installers are all little file systems of this kind.
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // {000C1084-0000-0000-C000-000000000046}: the class of an installer, and of patches and transforms beside it.
    private static readonly byte[] InstallerClass = [0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

    // Of a text no more is looked at; what reads as text so far is one for whoever opens it.
    private const int TextLookedAt = 64 * 1024;

    private static readonly Dictionary<string, string> TextTypes = new(StringComparer.Ordinal)
    {
        ["csv"] = "text/csv",
        ["ics"] = "text/calendar",
        ["vcf"] = "text/vcard",
        ["json"] = "application/json",
        ["eml"] = "message/rfc822",
    };

    private static readonly Dictionary<string, string> CompoundTypes = new(StringComparer.Ordinal)
    {
        ["doc"] = "application/msword",
        ["xls"] = "application/vnd.ms-excel",
        ["ppt"] = "application/vnd.ms-powerpoint",
        ["msg"] = "application/vnd.ms-outlook",
    };

    /// <summary>The kind of a file. Never throws.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="name">Its name; decides only between kinds whose bytes look the same and that are equally harmless.</param>
    public static FileKind Sniff(ReadOnlySpan<byte> bytes, string name)
    {
        if (ZipContents.Sniff(bytes) is { } packed)
        {
            return packed;
        }

        string extension = FileNames.Extension(name);
        if (bytes.StartsWith(Compound))
        {
            return IsInstaller(bytes)
                ? new FileKind("application/x-msi", IsProgram: true)
                : new FileKind(CompoundTypes.GetValueOrDefault(extension, "application/x-ole-storage"));
        }

        foreach (FileSignature signature in FileSignature.All)
        {
            if (signature.Fits(bytes))
            {
                return signature.Kind;
            }
        }

        // Two bytes alone would take many a file for a picture.
        if (bytes.StartsWith("BM"u8) && bytes.Length > 14 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[6..]) == 0)
        {
            return new FileKind("image/bmp");
        }

        return IsText(bytes) ? new FileKind(TextTypes.GetValueOrDefault(extension, FileKind.PlainText.ContentType)) : FileKind.Unknown;
    }

    /// <summary>A type that may be sent to a browser: what it would run is sent as bytes without meaning.</summary>
    public static string Servable(string contentType)
    {
        string type = contentType.Split(';')[0].Trim();
        bool runs = type.Contains("html", StringComparison.OrdinalIgnoreCase)
            || type.Contains("xml", StringComparison.OrdinalIgnoreCase)
            || type.Contains("svg", StringComparison.OrdinalIgnoreCase)
            || type.Contains("script", StringComparison.OrdinalIgnoreCase);
        bool isOffice = type.StartsWith("application/vnd.openxmlformats-", StringComparison.OrdinalIgnoreCase);
        return type.Length > 0 && type.All(static c => c is > ' ' and <= '~') && (!runs || isOffice)
            ? type
            : FileKind.Unknown.ContentType;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 2 && bytes[0] + bytes[1] == 0xFF + 0xFE)
        {
            // UTF-16 by its mark.
            return true;
        }

        bool cut = bytes.Length > TextLookedAt;
        ReadOnlySpan<byte> seen = cut ? bytes[..TextLookedAt] : bytes;
        foreach (byte b in seen)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B))
            {
                return false;
            }
        }

        // A character may be cut in two at the end of what is looked at; text in an old charset is text too.
        return cut || Utf8.IsValid(seen) || !seen.ContainsAnyInRange((byte)0x80, (byte)0x9F);
    }

    private static bool IsInstaller(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 512)
        {
            return false;
        }

        // [MS-CFB] 2.2, 2.6.1: the first directory entry is the root, and its class tells whose file this is.
        int shift = BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]);
        long sector = BinaryPrimitives.ReadUInt32LittleEndian(bytes[48..]);
        long place = shift is 9 or 12 ? ((sector + 1) << shift) + 80 : long.MaxValue;
        if (place > bytes.Length - 16)
        {
            return false;
        }

        // The first byte tells installers (84), transforms (82) and patches (86) apart.
        return bytes[(int)place] is 0x82 or 0x84 or 0x86 && bytes.Slice((int)place + 1, 15).SequenceEqual(InstallerClass);
    }
}
