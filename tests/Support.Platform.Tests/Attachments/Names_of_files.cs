using FsCheck.Fluent;
using Support.Platform.Attachments;
using Xunit;

namespace Support.Platform.Tests.Attachments;

public sealed class Names_of_files
{
    [Theory]
    [InlineData("invoice.pdf", "invoice.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\ann\\report.docx", "report.docx")]
    [InlineData("fdp.\u202Eexe", "fdp.exe")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt")]
    [InlineData("run.exe. . ", "run.exe")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("Rechnung März.pdf", "Rechnung März.pdf")]
    [InlineData("", "attachment")]
    [InlineData(null, "attachment")]
    [InlineData("...", "attachment")]
    public void Come_out_clean(string? name, string clean) => Assert.Equal(clean, FileNames.Clean(name));

    [Fact]
    public void Keep_their_ends_when_they_are_cut() =>
        Assert.Equal($"{new string('a', FileNames.LengthMax - 4)}.pdf", FileNames.Clean($"{new string('a', 400)}.pdf"));

    [Fact]
    public void Are_always_one_short_segment_that_stays_as_it_is() => Property.Holds(
        Gen.ArrayOf(Gen.Elements("a", ".", "/", "\\", "\0", "\u202E", "\uD83D", "\uDE00", "ä", " ", "exe", ":", new string('x', 60)), 12).Select(string.Concat),
        name =>
        {
            string clean = FileNames.Clean(name);
            Assert.InRange(clean.Length, 1, FileNames.LengthMax + 1);
            Assert.DoesNotContain(clean, c => char.IsControl(c) || c is '/' or '\\' or ':');
            Assert.Equal(clean, FileNames.Clean(clean));
        });
}
