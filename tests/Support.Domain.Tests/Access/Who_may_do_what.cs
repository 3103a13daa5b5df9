using System.Runtime.CompilerServices;
using Support.Domain.Access;
using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Access;

public class Who_may_do_what
{
    private static readonly Type[] ByNobody = [typeof(OpenTicket), typeof(AddRequesterMessage), typeof(FireDeadlines), typeof(AssignAutomatically), typeof(EndChat)];

    public static TheoryData<Role, Type> RolesAndCommands()
    {
        var table = new TheoryData<Role, Type>();
        foreach (Role role in Enum.GetValues<Role>())
        {
            foreach (Type command in typeof(TicketCommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(TicketCommand))))
            {
                table.Add(role, command);
            }
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(RolesAndCommands))]
    public void Every_role_and_every_command_have_an_answer(Role role, Type type)
    {
        bool expected = role switch
        {
            _ when ByNobody.Contains(type) => false,
            Role.CabMember => type == typeof(AddNote),
            Role.ReportReader or Role.Auditor => false,
            _ => true,
        };

        string? refusal = AccessRules.Refusal(Someone(role), (TicketCommand)RuntimeHelpers.GetUninitializedObject(type));

        Assert.Equal(expected, refusal is null);
        Assert.True(refusal is null || refusal.EndsWith('.'), refusal);
    }

    [Theory]
    [InlineData(DeskQuery.List, "agent teamLead triageManager incidentManager changeManager cabMember auditor administrator externalAgent")]
    [InlineData(DeskQuery.Ticket, "agent teamLead triageManager incidentManager changeManager cabMember auditor administrator externalAgent")]
    [InlineData(DeskQuery.Desk, "agent teamLead triageManager incidentManager changeManager cabMember reportReader auditor administrator")]
    [InlineData(DeskQuery.Reports, "teamLead triageManager incidentManager changeManager reportReader auditor administrator")]
    [InlineData(DeskQuery.Export, "auditor administrator")]
    [InlineData(DeskQuery.Quarantine, "teamLead triageManager incidentManager changeManager administrator")]
    [InlineData(DeskQuery.Suppressions, "agent teamLead triageManager incidentManager changeManager administrator")]
    [InlineData(DeskQuery.SharedViews, "teamLead triageManager incidentManager changeManager administrator")]
    [InlineData(DeskQuery.Administer, "administrator")]
    public void Every_question_is_open_to_these_roles(DeskQuery query, string roles) => Assert.Equal(
        roles,
        string.Join(' ', Enum.GetValues<Role>()
            .Where(role => AccessRules.Refusal(Someone(role), query) is null)
            .Select(role => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(role.ToString()))));

    [Fact]
    public void Who_has_no_role_is_an_agent_of_ones_own()
    {
        var user = DeskUser.OfAgent(AModel.Small, "ann", []);

        Assert.Equal([Role.Agent], user.Roles);
        Assert.True(user.Scope.IsEverything);
    }

    [Fact]
    public void Roles_of_the_token_the_model_and_positions_add_up()
    {
        SupportModel model = With("dana", agent => agent with { Roles = [Role.ChangeManager] });

        var user = DeskUser.OfAgent(model, "dana", [Role.Auditor]);

        Assert.All([Role.TeamLead, Role.ChangeManager, Role.Auditor], role => Assert.Contains(role, user.Roles));
        Assert.DoesNotContain(Role.Agent, user.Roles);
    }

    [Fact]
    public void Who_only_audits_by_the_token_does_not_work_tickets() =>
        Assert.NotNull(AccessRules.Refusal(DeskUser.OfAgent(AModel.Small, "ann", [Role.Auditor]), new AddNote("?")));

    [Fact]
    public void An_external_agent_stays_in_what_was_granted_whatever_the_token_says()
    {
        SupportModel model = With("ann", agent => agent with { External = new TicketScope(["desk"], []) });

        var user = DeskUser.OfAgent(model, "ann", [Role.Administrator]);

        Ticket ticket = ATicket.Opened(Moment.At("2026-03-04 09:00")).Ticket;
        Assert.True(AccessRules.MayKnow(user, ticket with { Team = "desk" }));
        Assert.False(AccessRules.MayKnow(user, ticket with { Team = "dev" }));
        Assert.NotNull(AccessRules.Refusal(user, DeskQuery.Export));
        Assert.NotNull(AccessRules.Refusal(user, new AssignTicket(null, "dev", null)));
        Assert.Null(AccessRules.Refusal(user, new AssignTicket(null, "desk", null)));
    }

    [Fact]
    public void An_external_agent_whom_nothing_was_granted_knows_of_no_ticket()
    {
        var user = DeskUser.OfAgent(AModel.Small, "ann", [Role.ExternalAgent]);

        Assert.False(AccessRules.MayKnow(user, ATicket.Opened(Moment.At("2026-03-04 09:00")).Ticket));
    }

    [Theory]
    [InlineData(true, Role.Auditor)]
    [InlineData(true, Role.Administrator, Role.Agent)]
    [InlineData(false, Role.Agent)]
    [InlineData(false)]
    public void Who_is_not_in_the_model_may_look_or_administer_at_most(bool comesIn, params Role[] claimed)
    {
        DeskUser? user = DeskUser.OfToken("eva@example.test", claimed);

        Assert.Equal(comesIn, user is not null);
        Assert.DoesNotContain(Role.Agent, user?.Roles ?? []);
    }

    private static DeskUser Someone(Role role) => new("x", "X", [role], role == Role.ExternalAgent ? new TicketScope(["desk"], []) : TicketScope.Everything);

    private static SupportModel With(string id, Func<Agent, Agent> change) => AModel.Small with
    {
        Agents = AModel.Small.Agents.ToDictionary(pair => pair.Key, pair => pair.Key == id ? change(pair.Value) : pair.Value),
    };
}
