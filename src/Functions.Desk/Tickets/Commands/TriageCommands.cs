using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>What the ticket is about, and how urgent it is.</summary>
internal static class TriageCommands
{
    private const int ItemsMax = 30;
    private const int SkillLengthMax = 120;

    private static readonly BodyField<string?> Application =
        BodyFields.Text("application", CommandFields.IdLengthMax, "Application id; its team, tier and promises follow.");

    private static readonly BodyField<TicketKind?> Kind = BodyFields.Word<TicketKind>("kind", "What it is about.");

    private static readonly BodyField<Grade?> Impact =
        BodyFields.Word<Grade>("impact", "How many are hit; the priority follows, unless it was set.");

    private static readonly BodyField<Grade?> Urgency =
        BodyFields.Word<Grade>("urgency", "How soon it hurts; the priority follows, unless it was set.");

    private static readonly BodyField<string?> Team =
        BodyFields.Text("team", CommandFields.IdLengthMax, "Team id; left out for the application's.");

    private static readonly BodyField<IReadOnlyList<string>> Tags =
        BodyFields.Texts("tags", ItemsMax, TagFormat.LengthMax, "Tags to add.");

    private static readonly BodyField<IReadOnlyList<string>> Skills =
        BodyFields.Texts("skills", ItemsMax, SkillLengthMax, "Skills that whoever gets it needs; left out as they were.");

    private static readonly BodyField<Priority?> To = BodyFields.Word<Priority>("priority", "The priority.", required: true);

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "triage",
            "Say what the ticket is about.",
            [Application, Kind, Impact, Urgency, Team, Tags, Skills, CommandFields.NeededReason],
            (body, _) => new TriageTicket
            {
                Application = Application.In(body),
                Kind = Kind.In(body),
                Impact = Impact.In(body),
                Urgency = Urgency.In(body),
                Team = Team.In(body),
                Tags = Tags.In(body),
                Skills = Skills.In(body) is { Count: > 0 } skills ? skills : null,
                Reason = CommandFields.NeededReason.In(body),
            }),
        new(
            "priority",
            "Set the priority, whatever impact and urgency say now or later.",
            [To, CommandFields.NeededReason],
            (body, _) => new SetPriority(To.In(body) ?? default, CommandFields.NeededReason.In(body))),
    ];
}
