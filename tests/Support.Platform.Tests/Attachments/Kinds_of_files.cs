using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Support.Platform.Attachments;
using Xunit;

namespace Support.Platform.Tests.Attachments;

public sealed class Kinds_of_files
{
    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n....", "a.exe", "image/png", false)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "a", "image/jpeg", false)]
    [InlineData("GIF89a....", "a.html", "image/gif", false)]
    [InlineData("RIFF1234WEBPVP8 ", "a", "image/webp", false)]
    [InlineData("RIFF1234WAVEfmt ", "a", "audio/wav", false)]
    [InlineData("\0\0\0\u0018ftypheic", "a", "image/heic", false)]
    [InlineData("\0\0\0\u0018ftypisom", "a", "video/mp4", false)]
    [InlineData("%PDF-1.7\n", "invoice.pdf", "application/pdf", false)]
    [InlineData("{\\rtf1 x}", "a", "application/rtf", false)]
    [InlineData("\u0078\u009f\u003e\u0022aa", "winmail.dat", "application/ms-tnef", false)]
    [InlineData("\u001f\u008b\b\0", "a", "application/gzip", false)]
    [InlineData("Rar!\u001a\u0007\0", "a", "application/vnd.rar", false)]
    [InlineData("MZ\u0090\0\u0003\0\0\0", "invoice.pdf", "application/vnd.microsoft.portable-executable", true)]
    [InlineData("\u007FELF\u0002\u0001", "readme.txt", "application/x-elf", true)]
    [InlineData("L\0\0\0\u0001\u0014\u0002\0", "a", "application/x-ms-shortcut", true)]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>", "a.html", "text/plain", false)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.svg", "text/plain", false)]
    [InlineData("a,b\n1,2\n", "list.csv", "text/csv", false)]
    [InlineData("Gr\u00FC\u00DFe\n", "note.txt", "text/plain", false)]
    [InlineData("\0\u0001\u0002\u0003", "a.csv", "application/octet-stream", false)]
    [InlineData("", "a", "text/plain", false)]
    public void Show_in_their_bytes(string latin, string name, string type, bool program) =>
        Assert.Equal(new FileKind(type, program), FileSniffer.Sniff(Encoding.Latin1.GetBytes(latin), name));

    [Theory]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, "[Content_Types].xml", "word/document.xml")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, "[Content_Types].xml", "xl/workbook.xml")]
    [InlineData("application/zip", false, "readme.txt", "word/document.xml")]
    [InlineData("application/java-archive", true, "META-INF/MANIFEST.MF", "A.class")]
    [InlineData("application/zip", false)]
    public void Of_archives_show_in_the_names_within(string type, bool program, params string[] names) =>
        Assert.Equal(new FileKind(type, program), FileSniffer.Sniff(Zip(names), "a.zip"));

    [Fact]
    public void Of_installers_show_in_the_class_of_their_root()
    {
        byte[] bytes = new byte[2048];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        bytes[30] = 9;
        Assert.Equal("application/msword", FileSniffer.Sniff(bytes, "a.doc").ContentType);

        new byte[] { 0x84, 0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46 }.CopyTo(bytes, 512 + 80);
        Assert.True(FileSniffer.Sniff(bytes, "a.doc").IsProgram);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("image/svg+xml")]
    [InlineData("application/xhtml+xml")]
    [InlineData("text/javascript")]
    [InlineData("")]
    [InlineData("a b")]
    public void That_a_browser_would_run_are_served_as_bytes(string type) =>
        Assert.Equal("application/octet-stream", FileSniffer.Servable(type));

    [Fact]
    public void Are_told_of_any_bytes_without_a_failure()
    {
        byte[][] seeds = [Zip(["[Content_Types].xml", "xl/a"]), [.. new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, .. new byte[900]], "%PDF-1.4"u8.ToArray()];
        Gen<(byte[], string)> cases =
            from seed in Gen.Elements(seeds)
            from cut in Gen.Choose(0, seed.Length)
            from places in Gen.ArrayOf(Gen.Choose(0, Math.Max(0, cut - 1)), 6)
            from values in Gen.ArrayOf(Gen.Choose(0, 255), 6)
            from name in Gen.Elements("a.doc", "", ".", "a.csv", "a")
            select (Mutated(seed[..cut], places, values), name);

        Property.Holds(cases, (bytes, name) =>
        {
            FileKind kind = FileSniffer.Sniff(bytes, name);
            Assert.Equal(kind.ContentType, FileSniffer.Servable(kind.ContentType));
        });
    }

    private static byte[] Mutated(byte[] bytes, int[] places, int[] values)
    {
        for (int i = 0; i < places.Length && bytes.Length > 0; i++)
        {
            bytes[places[i]] = (byte)values[i];
        }

        return bytes;
    }

    private static byte[] Zip(string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write("content"u8);
            }
        }

        return stream.ToArray();
    }
}
