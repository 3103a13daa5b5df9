using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Chat;

public class The_life_of_a_chat
{
    private static readonly DateTimeOffset Now = Moment.At("2026-01-07 10:00");
    private static readonly Actor Rita = new(ActorKind.Requester, "rita@customer.test", "Rita");

    [Fact]
    public void Begins_with_the_first_words_and_sends_no_acknowledgement()
    {
        ATicket ticket = Opened();

        Assert.Equal(new ChatState(Now, null), ticket.Ticket.Chat);
        Assert.DoesNotContain(Notices(ticket, 0), notice => notice.ToRequester);
    }

    [Fact]
    public void Ends_when_nobody_has_written_for_a_while_and_leaves_the_ticket_where_it_is()
    {
        ATicket ticket = Opened().Agent(Now.AddMinutes(5), new ReplyToRequester("Which browser?"));
        TicketStatus status = ticket.Ticket.Status;

        ticket.LiveUntil(Now.AddMinutes(34));
        Assert.Null(ticket.Ticket.Chat!.EndedAt);
        ticket.LiveUntil(Now.AddMinutes(36));

        Assert.Equal((Now.AddMinutes(35), status), (ticket.Ticket.Chat!.EndedAt, ticket.Ticket.Status));
        TicketEvent ended = Assert.Single(ticket.History, happened => happened.Data is ChatEnded);
        Assert.Equal((Actor.Clock, "nobody wrote in the chat for PT30M"), (ended.Actor, ended.Cause));
    }

    [Fact]
    public void Goes_on_when_the_visitor_writes_again()
    {
        ATicket ticket = Opened();
        Keep(ticket, Now.AddMinutes(1), new EndChat(Transcript: false));
        Assert.Equal(Now.AddMinutes(1), ticket.Ticket.Chat!.EndedAt);

        Keep(ticket, Now.AddHours(3), new AddRequesterMessage("Me again."));

        Assert.Equal(new ChatState(Now.AddHours(3), null), ticket.Ticket.Chat);
    }

    [Fact]
    public void Sends_the_transcript_once_and_only_when_somebody_answered()
    {
        ATicket ticket = Opened();
        Keep(ticket, Now.AddMinutes(1), new EndChat(Transcript: true));
        Assert.DoesNotContain(Notices(ticket, 0), notice => notice.Reason == NoticeReason.ChatTranscript);

        Keep(ticket, Now.AddMinutes(2), new AddRequesterMessage("Still here."));
        ticket.Agent(Now.AddMinutes(3), new ReplyToRequester("So am I."));
        Keep(ticket, Now.AddMinutes(4), new EndChat(Transcript: true));
        Keep(ticket, Now.AddMinutes(5), new EndChat(Transcript: true));

        Notice transcript = Assert.Single(Notices(ticket, 0), notice => notice.Reason == NoticeReason.ChatTranscript);
        Assert.Equal(("rita@customer.test", true), (transcript.Recipient, transcript.Conversation));
    }

    [Fact]
    public void Lets_an_answer_wait_to_be_seen_before_it_is_mailed()
    {
        ATicket ticket = Opened().Agent(Now.AddMinutes(1), new ReplyToRequester("Which browser?"));

        Notice reply = Assert.Single(Notices(ticket, 0), notice => notice.Reason == NoticeReason.PublicReply);

        Assert.Equal(Now.AddMinutes(6), reply.SendAt);
        Assert.Null(NoticeRelevance.WhyMoot(reply, ticket.Ticket with { Status = TicketStatus.Resolved }));
    }

    [Fact]
    public void Mails_what_is_answered_after_its_end_at_once()
    {
        ATicket ticket = Opened();
        Keep(ticket, Now.AddMinutes(1), new EndChat(Transcript: false));
        ticket.Agent(Now.AddMinutes(2), new ReplyToRequester("Which browser?"));

        Assert.Null(Assert.Single(Notices(ticket, 0), notice => notice.Reason == NoticeReason.PublicReply).SendAt);
    }

    [Fact]
    public void Of_a_visitor_without_an_address_mails_nothing()
    {
        ATicket ticket = Opened(ChatVisitor.Address("0123456789abcdef0123456789abcdef"))
            .Agent(Now.AddMinutes(1), new ReplyToRequester("Which browser?"))
            .Agent(Now.AddMinutes(2), new ResolveTicket("Solved.", null));

        Assert.DoesNotContain(Notices(ticket, 0), notice => notice.ToRequester);
    }

    [Theory]
    [InlineData("Cannot pay\nThe button is grey.", "Cannot pay")]
    [InlineData("\n  Hi  ", "Hi")]
    [InlineData(" \n", "Chat")]
    public void Is_called_by_its_first_line(string text, string subject) => Assert.Equal(subject, ChatVisitor.Subject(text));

    [Fact]
    public void Is_called_by_no_more_than_a_line_holds()
    {
        Assert.Equal(string.Concat(Enumerable.Repeat("word ", 19)) + "word…", ChatVisitor.Subject(string.Concat(Enumerable.Repeat("word ", 50))));
        Assert.True(ChatVisitor.Subject(string.Concat(Enumerable.Repeat("😀", 99))).Length <= 100);
    }

    [Fact]
    public void Is_welcomed_with_who_is_there_and_what_is_promised()
    {
        ChatWelcome byDay = ChatWelcome.At(Moment.At("2026-03-02 10:00"), ModelFile.Model, "shop", new Requester("rita@customer.test"));
        Assert.True(byDay.AtWork);
        Assert.Null(byDay.BackAt);
        Assert.NotNull(byDay.AnswerBy);

        ChatWelcome bySunday = ChatWelcome.At(Moment.At("2026-03-01 03:00"), ModelFile.Model, "shop", new Requester("rita@customer.test"));
        Assert.True(bySunday.AtWork || bySunday.BackAt > Moment.At("2026-03-01 03:00"));
    }

    private static ATicket Opened(string address = "rita@customer.test")
    {
        ATicket ticket = ATicket.Opened(Now, Grade.Medium, Grade.Medium, AModel.Small, null, IntakeChannel.Chat);
        if (address != "rita@customer.test")
        {
            ticket.Agent(Now, new ChangeRequester(new Requester(address), "never said who they are"));
        }

        return ticket;
    }

    private static void Keep(ATicket ticket, DateTimeOffset at, TicketCommand command)
    {
        ticket.Keep(ticket.Try(at, command, Rita, IntakeChannel.Chat));
        Assert.Null(ticket.Last.Refusal);
    }

    // Of every event, given the ticket as it stood after it.
    private static Notice[] Notices(ATicket ticket, int after)
    {
        var notices = new List<Notice>();
        for (int version = after + 1; version <= ticket.History.Count; version++)
        {
            Ticket then = Ticket.From(ticket.History.Take(version));
            notices.AddRange(NoticePlan.Of(then, ticket.History[version - 1], ticket.Model));
        }

        return [.. notices];
    }
}
