using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Views.Tests;

public sealed class Mail_to_a_requester
{
    public static TheoryData<NoticeReason> Reasons => [.. Enum.GetValues<NoticeReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Tells_nothing_of_how_the_desk_works_inside(NoticeReason reason)
    {
        NoticeContent content = Samples.Content(reason);
        content = content with
        {
            Notice = content.Notice with
            {
                ToRequester = true,
                Cause = "secret cause",
                Clock = ClockKind.FirstResponse,
                Share = 0.75m,
                Target = TimeSpan.FromMinutes(17),
                DueAt = Samples.Due,
                Message = 2,
            },
            Ticket = content.Ticket with
            {
                Tier = Tier.L3,
                Team = "secret-team",
                Assignee = "secret-agent",
                Clocks = [.. content.Ticket.Clocks.Select(clock => clock with { Policy = "secret-policy", Calendar = "secret-calendar" })],
            },
            TeamName = "Secret team",
            AssigneeName = "Secret name",
            Message = Samples.Answer with { Author = new Actor(ActorKind.Agent, "secret-agent") },
        };

        RenderedMail mail = await Render(content);

        foreach (string part in (string[])[mail.Subject, mail.Text, mail.Html])
        {
            Assert.All(
                (string[])["secret", "L3", "critical", "17 minutes", "75 %", "missed", "breach", "escalat", "page:", "Why you get this"],
                word => Assert.DoesNotContain(word, part, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Never_quotes_an_internal_note(NoticeReason reason)
    {
        NoticeContent content = Samples.Content(reason);
        content = content with
        {
            Notice = content.Notice with { ToRequester = true, Message = 2 },
            Message = Samples.Answer with { Public = false, Text = "the requester is wrong" },
        };

        RenderedMail mail = await Render(content);

        Assert.DoesNotContain("is wrong", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("is wrong", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledgement_promises_no_time_that_the_desk_does_not()
    {
        NoticeContent content = Samples.Content(NoticeReason.Acknowledgement);

        RenderedMail mail = await Render(content with { Ticket = content.Ticket with { Clocks = [] } });

        Assert.Contains("answers you as soon as possible.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12:15", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledgement_does_not_mail_back_what_was_written()
    {
        NoticeContent content = Samples.Content(NoticeReason.Acknowledgement) with { Message = Samples.Question };

        RenderedMail mail = await Render(content);

        Assert.DoesNotContain("It is out now", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It is out now", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invites_a_reply_only_where_replies_are_read()
    {
        NoticeContent content = Samples.Content(NoticeReason.Resolved);

        RenderedMail unread = await Samples.Renderer(repliesAreRead: false).RenderMailAsync(content, CancellationToken.None);
        RenderedMail read = await Samples.Renderer(repliesAreRead: true).RenderMailAsync(content, CancellationToken.None);

        Assert.DoesNotContain("reply to this mail", unread.Text, StringComparison.Ordinal);
        Assert.Contains("reply to this mail", read.Text, StringComparison.Ordinal);
    }

    private static Task<RenderedMail> Render(NoticeContent content) =>
        Samples.Renderer().RenderMailAsync(content, CancellationToken.None);
}
