namespace Support.Domain.Tickets;

/// <summary>The ticket while a decision is being made: every event emitted is applied at once, so that the next rule sees it.</summary>
internal sealed class TicketDraft(Ticket? ticket, DecisionContext context)
{
    private readonly List<TicketEvent> _events = [];
    private readonly List<TicketMessage> _messages = [];
    private Ticket? _ticket = ticket;

    public int EventCount => _events.Count;

    public DecisionContext Context { get; } = context;

    public Ticket Ticket => _ticket ?? throw new InvalidOperationException("The ticket is not open yet.");

    public void Emit(TicketEventData data, string? cause = null, Actor? actor = null)
    {
        var next = new TicketEvent
        {
            Version = (_ticket?.Version ?? 0) + 1,
            At = Context.Now,
            Actor = actor ?? Context.Actor,
            Channel = actor == Actor.Clock ? IntakeChannel.Clock : Context.Channel,
            Cause = cause,
            Data = data,
        };
        _ticket = Ticket.Apply(_ticket, next);
        _events.Add(next);
    }

    public void Write(string text, bool isPublic, bool withStatusChange = false)
    {
        int number = Ticket.Messages + 1;
        _messages.Add(new TicketMessage
        {
            Number = number,
            At = Context.Now,
            Author = Context.Actor,
            Public = isPublic,
            Text = text,
        });
        Emit(new MessageAdded { Number = number, Public = isPublic, WithStatusChange = withStatusChange });
    }

    public Decision Done(string? refusal = null) => new(_ticket, _events, _messages, refusal);
}
