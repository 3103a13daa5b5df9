using System.Text;
using Support.Domain.Model;
using Support.Domain.Notices;
using Xunit;

namespace Support.Views.Tests;

public sealed class Mail_subject
{
    public static TheoryData<NoticeReason, string> Awkward
    {
        get
        {
            string[] subjects =
            [
                string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 60)),
                string.Concat(Enumerable.Repeat("🔥", 200)),
                "x" + string.Concat(Enumerable.Repeat("🔥", 200)),
                "Z" + new string('\u0301', 500),
                "a\r\nBcc: everybody@example.test\r\n\r\nbody",
                "\0\u0001\u007f\u0085\u2028\u2029bell\u0007",
                "\ud83d half \udd25 pairs",
                "\u202egnp.exe\u2066",
                "   \t  ",
                string.Empty,
            ];
            var data = new TheoryData<NoticeReason, string>();
            foreach (NoticeReason reason in Enum.GetValues<NoticeReason>())
            {
                foreach (string subject in subjects)
                {
                    data.Add(reason, Convert.ToBase64String(Encoding.Unicode.GetBytes(subject)));
                }
            }

            return data;
        }
    }

    // The subjects travel encoded, because a test's name cannot hold half a surrogate pair.
    [Theory]
    [MemberData(nameof(Awkward))]
    public async Task Is_one_short_clean_line_with_the_tag_first(NoticeReason reason, string encoded)
    {
        string subject = Encoding.Unicode.GetString(Convert.FromBase64String(encoded));

        string actual = await SubjectOf(reason, subject);

        Assert.StartsWith($"[{Samples.Id}] ", actual, StringComparison.Ordinal);
        Assert.InRange(actual.Length, 20, 160);
        Assert.DoesNotContain(actual, char.IsControl);
        Assert.DoesNotContain(actual, letter => letter is '\u2028' or '\u2029' or '\u202e' or '\u2066');
        Assert.Equal(actual.Trim(), actual);
        Assert.True(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(actual) > 0);
    }

    [Theory]
    [InlineData(NoticeReason.Acknowledgement, "We have received: Printer on fire")]
    [InlineData(NoticeReason.Page, "Page: critical – Printer on fire")]
    [InlineData(NoticeReason.SlaWarning, "75 % of first response used: Printer on fire")]
    [InlineData(NoticeReason.SlaBreach, "Missed first response: Printer on fire")]
    [InlineData(NoticeReason.Escalation, "Escalated to L2: Printer on fire")]
    [InlineData(NoticeReason.PublicReply, "Re: Printer on fire")]
    [InlineData(NoticeReason.RequesterReply, "Re: Printer on fire")]
    [InlineData(NoticeReason.Resolved, "Resolved: Printer on fire")]
    public async Task Says_what_happened_before_the_ticket_s_own_subject(NoticeReason reason, string expected) =>
        Assert.Equal($"[{Samples.Id}] {expected}", await SubjectOf(reason, "Printer on fire"));

    [Fact]
    public async Task Cuts_between_what_a_reader_sees_as_characters()
    {
        string actual = await SubjectOf(NoticeReason.PublicReply, string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 60)));

        string shown = actual[$"[{Samples.Id}] Re: ".Length..];
        Assert.EndsWith("👩‍👩‍👧‍👦…", shown, StringComparison.Ordinal);
        Assert.Equal(0, (shown.Length - 1) % "👩‍👩‍👧‍👦".Length);
    }

    [Fact]
    public async Task Does_not_pile_up_reply_marks() =>
        Assert.Equal($"[{Samples.Id}] Re: Printer on fire", await SubjectOf(NoticeReason.PublicReply, "RE: re:Printer on fire"));

    [Fact]
    public async Task Escalation_that_moves_nothing_does_not_speak_of_a_move()
    {
        NoticeContent content = Samples.Content(NoticeReason.Escalation);
        content = content with
        {
            Notice = content.Notice with { RaisedTo = null },
            Ticket = content.Ticket with { Tier = Tier.L1, TierSince = Samples.Opened },
        };

        RenderedMail mail = await Samples.Renderer().RenderMailAsync(content, CancellationToken.None);

        Assert.Equal($"[{Samples.Id}] Escalated on L1: Printer on fire", mail.Subject);
    }

    private static async Task<string> SubjectOf(NoticeReason reason, string subject)
    {
        NoticeContent content = Samples.Content(reason);
        content = content with { Ticket = content.Ticket with { Subject = subject } };
        return (await Samples.Renderer().RenderMailAsync(content, CancellationToken.None)).Subject;
    }
}
