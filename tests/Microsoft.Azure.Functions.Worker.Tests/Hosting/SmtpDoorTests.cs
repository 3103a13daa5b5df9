using System.Text;
using Support.Local.Hosting.Smtp;
using Xunit;

namespace Support.Local.Worker.Tests.Hosting;

/// <summary>The door for mail of the local host, by what a client says and hears.</summary>
public sealed class SmtpDoorTests
{
    private sealed record Delivered(string From, string To, string Mail);

    private static async Task<(string[] Answers, IReadOnlyList<Delivered> Mails)> TalkAsync(string said, string answer = "250 2.0.0 ours")
    {
        var mails = new List<Delivered>();
        using var stream = new Duplex(Encoding.UTF8.GetBytes(said));
        await new SmtpSession(stream, (from, to, mail, _) =>
        {
            mails.Add(new Delivered(from, string.Join(',', to), Encoding.UTF8.GetString(mail.Span)));
            return Task.FromResult(answer);
        }).RunAsync(CancellationToken.None);
        return (stream.Heard, mails);
    }

    private static string Mail(string text) =>
        $"MAIL FROM:<ann@example.com> SIZE=100 BODY=8BITMIME\r\nRCPT TO:<support@example.test>\r\nRCPT TO:<copy@example.test>\r\nDATA\r\n{text}\r\n.\r\n";

    [Fact]
    public async Task Takes_a_mail_and_says_what_became_of_it()
    {
        (string[] answers, IReadOnlyList<Delivered> mails) = await TalkAsync($"EHLO me\r\n{Mail("Subject: x\r\n\r\n..dot\r\n.. \r\nä")}QUIT\r\n");

        Assert.Equal(new Delivered("ann@example.com", "support@example.test,copy@example.test", "Subject: x\r\n\r\n.dot\r\n. \r\nä\r\n"), Assert.Single(mails));
        Assert.Equal(["220", "250", "250", "250", "250", "354", "250", "221"], answers.Select(static line => line[..3]));
    }

    [Fact]
    public async Task Takes_several_mails_that_are_sent_ahead()
    {
        (_, IReadOnlyList<Delivered> mails) = await TalkAsync($"HELO me\r\n{Mail("one")}{Mail("two")}MAIL FROM:<>\r\nRSET\r\nMAIL FROM:<>\r\nRCPT TO:<@a,@b:support@example.test>\r\nDATA\r\nthree\n.\nNOOP\r\n");

        Assert.Equal(["one\r\n", "two\r\n", "three\n"], mails.Select(static mail => mail.Mail));
        Assert.Equal((string.Empty, "support@example.test"), (mails[2].From, mails[2].To));
    }

    [Theory]
    [InlineData("451 4.3.0 away")]
    [InlineData("554 5.7.1 not wanted")]
    public async Task Confirms_only_what_was_delivered(string answer)
    {
        (string[] answers, _) = await TalkAsync($"EHLO me\r\n{Mail("one")}", answer);

        Assert.Contains(answer, answers);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b>\r\n", "503")]
    [InlineData("EHLO x\r\nRCPT TO:<a@b>\r\n", "503")]
    [InlineData("EHLO x\r\nDATA\r\n", "503")]
    [InlineData("EHLO x\r\nMAIL FROM:a@b\r\n", "501")]
    [InlineData("EHLO x\r\nMAIL FROM:<a b@c>\r\n", "501")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b> SIZE=99999999\r\n", "552")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<>\r\n", "501")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b>\r\nMAIL FROM:<a@b>\r\n", "503")]
    [InlineData("STARTTLS\r\n", "502")]
    public async Task Refuses_what_makes_no_sense(string said, string code)
    {
        (string[] answers, IReadOnlyList<Delivered> mails) = await TalkAsync(said);

        Assert.StartsWith(code, answers[^1], StringComparison.Ordinal);
        Assert.Empty(mails);
    }

    [Fact]
    public async Task Takes_a_bounded_number_of_everything()
    {
        (string[] recipients, _) = await TalkAsync($"EHLO x\r\nMAIL FROM:<a@b>\r\n{string.Concat(Enumerable.Repeat("RCPT TO:<c@d>\r\n", 101))}");
        (string[] mistakes, _) = await TalkAsync(string.Concat(Enumerable.Repeat("NONSENSE\r\n", 500)));
        (string[] line, _) = await TalkAsync($"{new string('x', 1_000_000)}\r\nNOOP\r\n");
        (string[] large, IReadOnlyList<Delivered> mails) = await TalkAsync($"EHLO x\r\n{Mail(string.Concat(Enumerable.Repeat($"{new string('y', 998)}\r\n", 27_000)))}QUIT\r\n");

        Assert.StartsWith("452", recipients[^1], StringComparison.Ordinal);
        Assert.StartsWith("421", mistakes[^1], StringComparison.Ordinal);
        Assert.Equal(22, mistakes.Length);
        Assert.Equal(["220", "500", "250"], line.Select(static answer => answer[..3]));
        Assert.StartsWith("552", large[^2], StringComparison.Ordinal);
        Assert.Empty(mails);
    }

    [Fact]
    public async Task Delivers_nothing_of_a_mail_that_has_no_end()
    {
        (_, IReadOnlyList<Delivered> mails) = await TalkAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf of it");

        Assert.Empty(mails);
    }

    /// <summary>Gives what the client says, and keeps what it hears; the last line of each answer counts.</summary>
    private sealed class Duplex(byte[] said) : Stream
    {
        private readonly MemoryStream _said = new(said);
        private readonly MemoryStream _heard = new();

        public string[] Heard =>
            [.. Encoding.UTF8.GetString(_heard.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(static line => line[3] == ' ')];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _said.Read(buffer, offset, Math.Min(count, 7001));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _said.ReadAsync(buffer[..Math.Min(buffer.Length, 7001)], cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => _heard.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
