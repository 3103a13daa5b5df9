using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Builders;

/// <summary>A ticket and its whole history, made by doing commands to it at instants of the test's choice.</summary>
internal sealed class ATicket
{
    private readonly List<TicketEvent> _history = [];
    private readonly List<TicketMessage> _messages = [];
    private readonly List<Decision> _decisions = [];
    private ModelChange? _change;

    private ATicket(SupportModel model) => Model = model;

    public SupportModel Model { get; private set; }

    public Ticket Ticket { get; private set; } = null!;

    public IReadOnlyList<TicketEvent> History => _history;

    public IReadOnlyList<TicketMessage> Messages => _messages;

    /// <summary>What each command brought, the opening first.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>What the newest command brought.</summary>
    public Decision Last => _decisions[^1];

    public static TicketId AnId { get; } = TicketId.FromEntropy([1, 2, 3, 4, 5]);

    /// <summary>Impact and urgency alike: high is critical, medium is medium, low is low.</summary>
    public static ATicket Opened(
        DateTimeOffset at, Grade grade = Grade.Medium, SupportModel? model = null, string? application = null) =>
        Opened(at, grade, grade, model ?? AModel.Small, application, IntakeChannel.Api);

    public static ATicket Opened(
        DateTimeOffset at, Grade impact, Grade urgency, SupportModel model, string? application, IntakeChannel channel)
    {
        var made = new ATicket(model);
        var command = new OpenTicket
        {
            Subject = "Cannot pay",
            Description = "The button is grey.",
            Requester = new Requester("rita@customer.test", "Rita"),
            Application = application,
            Impact = impact,
            Urgency = urgency,
        };
        var actor = new Actor(channel == IntakeChannel.Alert ? ActorKind.Integration : ActorKind.Requester, "rita@customer.test");
        made.Keep(TicketDecision.Open(AnId, command, made.Context(at, actor, channel)));
        Assert.Null(made.Last.Refusal);
        return made;
    }

    /// <summary>An agent commands, and is not refused.</summary>
    public ATicket Agent(DateTimeOffset at, TicketCommand command, string agent = "ann")
    {
        Keep(Try(at, command, new Actor(ActorKind.Agent, agent), IntakeChannel.Desk));
        Assert.Null(Last.Refusal);
        return this;
    }

    /// <summary>The requester writes, and is not refused.</summary>
    public ATicket Requester(DateTimeOffset at, string text = "Any news?")
    {
        Keep(Try(at, new AddRequesterMessage(text), new Actor(ActorKind.Requester, "rita@customer.test"), IntakeChannel.Api));
        Assert.Null(Last.Refusal);
        return this;
    }

    /// <summary>Another system commands, and is not refused.</summary>
    public ATicket Integration(DateTimeOffset at, TicketCommand command)
    {
        Keep(Try(at, command, new Actor(ActorKind.Integration, "monitor"), IntakeChannel.Alert));
        Assert.Null(Last.Refusal);
        return this;
    }

    /// <summary>The clock wakes once, punctual or not.</summary>
    public ATicket Fire(DateTimeOffset at)
    {
        Keep(Try(at, new FireDeadlines(), Actor.Clock, IntakeChannel.Clock));
        return this;
    }

    /// <summary>The clock wakes punctually at every deadline up to an instant.</summary>
    public ATicket LiveUntil(DateTimeOffset until)
    {
        while (Deadlines.Next(Ticket, Model) is { } next && next.DueAt <= until)
        {
            int version = Ticket.Version;
            Fire(next.DueAt);
            Assert.True(Ticket.Version > version, $"Nothing came of {next}");
        }

        return this;
    }

    /// <summary>The operator changes the model.</summary>
    public ATicket Under(SupportModel model)
    {
        Model = model;
        return this;
    }

    /// <summary>The operator changes the model, and what is known of the change comes with each command.</summary>
    public ATicket Under(SupportModel model, ModelChange change)
    {
        _change = change;
        return Under(model);
    }

    /// <summary>A model comes into force, and the ticket is brought up to it, at once or later.</summary>
    public ATicket Change(SupportModel model, DateTimeOffset since, DateTimeOffset? at = null)
    {
        Under(model, new ModelChange(Model, since));
        Keep(Try(at ?? since, new ApplyModel(), Actor.Model, IntakeChannel.Rule));
        Assert.Null(Last.Refusal);
        return this;
    }

    /// <summary>What an agent's command would bring; the ticket stays as it is.</summary>
    public Decision TryAgent(DateTimeOffset at, TicketCommand command) =>
        Try(at, command, new Actor(ActorKind.Agent, "ann"), IntakeChannel.Desk);

    /// <summary>What a command would bring; the ticket stays as it is.</summary>
    public Decision Try(DateTimeOffset at, TicketCommand command, Actor actor, IntakeChannel channel) =>
        TicketDecision.Decide(Ticket, command, Context(at, actor, channel));

    /// <summary>Does a command, refused or not.</summary>
    public void Keep(Decision decision)
    {
        _decisions.Add(decision);
        Ticket = decision.Ticket!;
        _history.AddRange(decision.Events);
        _messages.AddRange(decision.Messages);
    }

    public ClockState Clock(ClockKind clock) => Ticket.Clock(clock)!;

    /// <summary>The history, one line an event, timed from the opening.</summary>
    public IReadOnlyList<string> Lines => [.. _history.Select(happened => HistoryLine.Of(happened, Ticket.OpenedAt))];

    /// <summary>What happened, of one kind.</summary>
    public IReadOnlyList<T> All<T>()
        where T : TicketEventData => [.. _history.Select(static happened => happened.Data).OfType<T>()];

    private DecisionContext Context(DateTimeOffset at, Actor actor, IntakeChannel channel) =>
        new() { Now = at, Model = Model, ModelChange = _change, Actor = actor, Channel = channel, Others = Builders.Others.All };
}
