using System.Diagnostics;
using System.Text;
using Support.Mail.Mime;
using Xunit;

namespace Support.Mail.Tests.Mime;

/// <summary>What takes a second at this length would take a day at the length that the door lets in, were it not linear.</summary>
public sealed class When_a_mail_is_made_to_be_slow
{
    private const int Length = 300_000;
    private const int Nested = 30;

    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("", "\n")]
    [InlineData("", "\r")]
    [InlineData("", "A: b\n")]
    [InlineData("A: b\n", " b\n")]
    [InlineData("A: b\n", " \n")]
    [InlineData("A: b\n", "stray\n")]
    [InlineData("To: ", "<")]
    [InlineData("Subject: ", "=?a?q?")]
    [InlineData("Content-Type: multipart/mixed; boundary=-\n\n", "-")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n")]
    [InlineData("Content-Type: multipart/digest; boundary=b\n\n", "--b\n\nSubject: x\n\n")]
    [InlineData("", "Content-Type: multipart/mixed; boundary=b\n\n--b\n")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "Q!\n")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "QQ==\n\n")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n", "=\n")]
    [InlineData("Content-Type: text/plain; format=flowed\n\n", "> x \n")]
    [InlineData("Content-Type: text/plain; charset=utf-7\n\n", "+")]
    [InlineData("Content-Type: text/html\n\n", "cid:")]
    [InlineData("Content-Type: text/plain; ", "name*0*=%41;")]
    public void It_is_read_at_once(string start, string again) =>
        Assert.InRange(Fastest(Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(again, Length / again.Length)))), TimeSpan.Zero, TimeMax);

    [Theory]
    [InlineData("--\n")]
    [InlineData("--bbbbbbbb\n")]
    [InlineData("--bbbbbbbb9  x\n")]
    public void Thirty_open_boundaries_cost_no_more_than_one(string again)
    {
        string open = string.Concat(Enumerable.Range(0, Nested).Select(i => $"Content-Type: multipart/mixed; boundary=bbbbbbbb{i}\n\n--bbbbbbbb{i}\n"));
        Assert.InRange(Fastest(Encoding.Latin1.GetBytes(open + "\n" + string.Concat(Enumerable.Repeat(again, Length / again.Length)))), TimeSpan.Zero, TimeMax);
    }

    // A busy machine makes one reading slow, but not each of three.
    private static TimeSpan Fastest(byte[] mail)
    {
        TimeSpan fastest = TimeSpan.MaxValue;
        for (int i = 0; i < 3 && fastest > TimeMax; i++)
        {
            long start = Stopwatch.GetTimestamp();
            MimeReader.Read(mail);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }
}
