using FsCheck.Fluent;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests.RoundTrip;

public sealed class When_a_written_mail_is_read
{
    private const int Cases = 400;

    private static readonly string[] Alphabets =
        ["abc XYZ 0189", "äöü ß é ñ", "привет мир", "日本語 テスト", "你好 世界", "안녕 하세요", "😀 👍🏽", "=?_\"'(),;:<>@", "--b \t >From ."];

    private static readonly string[] Types = ["application/pdf", "image/png", "text/csv", "application/octet-stream", "message/rfc822"];

    [Fact]
    public void It_is_the_same() => Property.Holds(Gen.Choose(0, int.MaxValue - 1).Select(Drawn), Holds, Cases);

    private static void Holds(WrittenMail mail)
    {
        MailParts parts = MimeReader.Read(new MailWriter(mail.Style).Write(mail));
        Assert.Equal(mail.Subject, EncodedWords.Decode(parts.Headers.First("Subject")!));
        Assert.Equal([mail.From], Addresses.Read(parts.Headers.First("From")));
        Assert.Equal(mail.To, Addresses.Read(parts.Headers.First("To")));
        Assert.Equal(mail.Date, MailDate.Read(parts.Headers.First("Date")));
        Assert.Equal(mail.Text, parts.Text);
        Assert.Equal(mail.Html, parts.Html);
        Assert.Equal(mail.Files.Select(file => (file.Name, file.ContentType)), parts.Attachments.Select(file => (file.Name, file.ContentType)));
        Assert.All(mail.Files.Zip(parts.Attachments), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
        Assert.Empty(parts.Remarks);
    }

    private static WrittenMail Drawn(int seed)
    {
        var chance = new Random(seed);
        string text = string.Join('\n', Enumerable.Range(0, chance.Next(1, 8)).Select(_ => Text(chance, 60)));
        return new WrittenMail
        {
            Subject = Text(chance, 40),
            From = Mailbox(chance),
            To = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => Mailbox(chance))],
            Date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(15 * chance.Next(-48, 56))).AddSeconds(chance.Next(100_000_000)),
            Text = "x" + text + "x",
            Html = chance.Next(2) == 0 ? null : $"<p>{Text(chance, 50)}</p>",
            Files = [.. Enumerable.Range(0, chance.Next(4)).Select(i => File(chance, i))],
            Style = chance.Next(),
        };
    }

    // No white space at the ends, nor twice in a row: that much a header may lose.
    private static string Text(Random chance, int lengthMax)
    {
        string alphabet = Alphabets[chance.Next(Alphabets.Length)];
        var letters = alphabet.EnumerateRunes().ToArray();
        string text = string.Concat(Enumerable.Range(0, chance.Next(1, lengthMax)).Select(_ => letters[chance.Next(letters.Length)].ToString()));
        return "a" + string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)) + "z";
    }

    private static Mailbox Mailbox(Random chance) =>
        new($"user{chance.Next(1000)}+tag@mail{chance.Next(10)}.example", chance.Next(3) == 0 ? null : Text(chance, 30));

    private static WrittenFile File(Random chance, int number)
    {
        var content = new byte[chance.Next(3) == 0 ? chance.Next(4) : chance.Next(2000)];
        chance.NextBytes(content);
        string name = string.Concat(Text(chance, 50).Where(letter => !"\"<>:|?*/\\\t".Contains(letter, StringComparison.Ordinal)));
        return new WrittenFile($"{number}{name}.bin", Types[chance.Next(Types.Length)], content);
    }
}
