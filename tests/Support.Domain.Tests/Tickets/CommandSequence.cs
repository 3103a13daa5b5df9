using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Alerts;
using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Swarm;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Domain.Tests.Tickets;

/// <summary>Any life of a ticket: how it comes in, and what is done to it after how many minutes.</summary>
internal sealed record CommandSequence(int StartMinute, Grade Impact, Grade Urgency, string Application, bool Alert, IReadOnlyList<(int MinutesLater, TicketCommand Command)> Commands)
{
    private static readonly DateTimeOffset Monday = Moment.At("2026-01-05 00:00");

    // A life has a theme, a few commands that come again and again, some of them neighbours in the list: what needs two that
    // belong together (to watch, and to watch no longer) would hardly ever come if each were drawn from all there are.
    private const int ThemeLength = 8;

    // A major incident changes no clock and no status, and a step of the model declares it often enough. The model
    // changes in tests of its own.
    private static readonly IReadOnlyList<TicketCommand> Drawn = [.. SomeCommands.All.Where(static command => command is not (DeclareMajorIncident or ApplyModel))];

    // Most commands follow at once, while clocks run; some after a night or a weekend.
    private static readonly Gen<int> Gap = Gen.Frequency(
        (2, Gen.Constant(0)), (6, Gen.Choose(1, 40)), (3, Gen.Choose(40, 400)), (1, Gen.Choose(400, 5000)));

    // The clock comes often, and what changes the clocks comes more often than what does not.
    private static Gen<TicketCommand> CommandOf(TicketCommand[] theme) => Gen.Frequency(
        (3, Gen.Constant<TicketCommand>(new FireDeadlines())),
        (2, Gen.Constant<TicketCommand>(new AddRequesterMessage("Any news?"))),
        (1, Gen.Constant<TicketCommand>(new ReplyToRequester("We look into it."))),
        (1, Gen.Constant<TicketCommand>(new SetPending(null))),
        (1, Gen.Constant<TicketCommand>(new ReopenTicket("not fixed"))),
        (1, Gen.Elements<TicketCommand>(
            new EscalateTicket("a bug in their product", Tier.L3),
            new HandOffToVendor("Please help.", "a bug in their product"),
            new RecordVendorAnswer(null, "VX-1", "Install patch 7."))),
        (1, Gen.Elements<TicketCommand>(new JoinSwarm("dot"), new LeaveSwarm("dot", null))),
        (4, Gen.Elements<TicketCommand>(theme)));

    public static Gen<CommandSequence> Any { get; } =
        from start in Gen.Choose(0, 7 * 24 * 60)
        from impact in Gen.Elements(Enum.GetValues<Grade>())
        from urgency in Gen.Elements(Enum.GetValues<Grade>())
        from application in Gen.Elements(AModel.Shop, AModel.Payroll, AModel.Platform)
        from alert in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from length in Gen.Choose(1, 30)
        from family in Gen.Choose(0, Drawn.Count - 1)
        from others in Gen.ArrayOf(Gen.Elements<TicketCommand>(Drawn), ThemeLength / 2)
        let theme = Enumerable.Range(family, ThemeLength).Select(static index => Drawn[index % Drawn.Count]).Concat(others)
        from commands in Gen.ArrayOf(Gen.Zip(Gap, CommandOf([.. theme])), length)
        select new CommandSequence(start, impact, urgency, application, alert, [.. commands.Select(static pair => (pair.Item1, pair.Item2))]);

    public DateTimeOffset Start => Monday.AddMinutes(StartMinute);

    /// <summary>The same life with one thing less, so that a failure is shown by the shortest story.</summary>
    public IEnumerable<CommandSequence> Shorter() => Enumerable.Range(0, Commands.Count)
        .Select(left => this with { Commands = [.. Commands.Where((_, index) => index != left)] });

    public static Actor ActorOf(TicketCommand command) => command switch
    {
        AddRequesterMessage or EndChat => new Actor(ActorKind.Requester, "rita@customer.test"),
        FireDeadlines => Actor.Clock,
        ResolveTicket { Text: null } or HearAlert => new Actor(ActorKind.Integration, "monitor"),
        _ => new Actor(ActorKind.Agent, "ann"),
    };

    public override string ToString() =>
        $"{Start:yyyy-MM-dd HH:mm} {Impact}/{Urgency} {Application}{(Alert ? " by alert" : "")}: "
        + string.Join("; ", Commands.Select(static step => $"+{step.MinutesLater} min {step.Command}"));
}
