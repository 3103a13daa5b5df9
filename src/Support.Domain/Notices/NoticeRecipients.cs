using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Turns "the on-call" and "the team lead" into people, as they are at one moment for one ticket.</summary>
internal sealed class NoticeRecipients(Ticket ticket, SupportModel model, DateTimeOffset at)
{
    private readonly Team? _team = model.Teams.GetValueOrDefault(ticket.Team);

    /// <summary>The same for who held the ticket at another moment: a promise is broken by who held it, not by who gets it next.</summary>
    public NoticeRecipients HeldBy(string team, string? agent) => new(ticket with { Team = team, Assignee = agent }, model, at);

    /// <summary>
    /// The requester; nobody when a machine opened the ticket: machines do not read mail. And nobody below <c>.invalid</c>
    /// (RFC 2606), the address of people whose own one another system keeps to itself.
    /// </summary>
    public IEnumerable<Notice> Requester(Notice notice)
    {
        if (ticket.Channel != IntakeChannel.Alert && !ticket.Requester.Email.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase))
        {
            yield return notice with
            {
                Recipient = ticket.Requester.Email,
                RecipientName = ticket.Requester.Name,
                ToRequester = true,
            };
        }
    }

    /// <summary>Whether the ticket is unwanted mail, whose sender hears nothing.</summary>
    public bool IsSpam => ticket.SpamFrom is not null;

    /// <summary>Whether an address is an agent's or a team's.</summary>
    public bool IsOfDesk(string address) =>
        Support.Domain.Mail.Participants.AgentOf(address, model) is not null
        || model.Teams.Values.Any(team => string.Equals(team.Mailbox, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>The requester, and everybody who follows the ticket but who did it.</summary>
    public IEnumerable<Notice> RequesterAndWatchers(Notice notice, Actor actor)
    {
        IEnumerable<Notice> outside = ticket.Watchers
            .Where(watcher => watcher.Email is not null && !string.Equals(watcher.Email, actor.Id, StringComparison.OrdinalIgnoreCase))
            .Select(watcher => notice with
            {
                Recipient = watcher.Email!,
                RecipientName = watcher.Name,
                ToRequester = true,
                ToWatcher = true,
            });
        return Requester(notice).Concat(outside).Concat(WatchingAgents(notice, actor));
    }

    /// <summary>The agents who follow the ticket, but who did it.</summary>
    public IEnumerable<Notice> WatchingAgents(Notice notice, Actor actor) =>
        People(ticket.Watchers.Select(watcher => watcher.Agent).OfType<string>().Where(agent => agent != actor.Id), notice);

    /// <summary>Who holds the ticket, the team when nobody does, and the team's channel.</summary>
    public IEnumerable<Notice> Holders(Notice notice) => Of(Audiences.Assignee, notice).Concat(TeamsChannel(notice));

    /// <summary>Who holds the ticket; nobody when nobody does.</summary>
    public IEnumerable<Notice> Assignee(Notice notice) => ticket.Assignee is { } agent ? People([agent], notice) : [];

    /// <summary>Agents by id; who has left the model is nobody.</summary>
    public IEnumerable<Notice> Agents(IEnumerable<string> agents, Notice notice) => People(agents, notice);

    /// <summary>The team's channel, if it has one.</summary>
    public IEnumerable<Notice> TeamsChannel(Notice notice)
    {
        if (_team is { TeamsChannel: true })
        {
            yield return notice with
            {
                Channel = NoticeChannel.Teams,
                Recipient = ticket.Team,
                RecipientName = _team.Name,
            };
        }
    }

    /// <summary>An audience of the model, by mail.</summary>
    public IEnumerable<Notice> Of(Audiences audience, Notice notice) => audience switch
    {
        Audiences.Requester => Requester(notice),
        Audiences.Assignee => ticket.Assignee is { } agent ? People([agent], notice) : WholeTeam(notice),
        Audiences.Team => WholeTeam(notice),
        Audiences.TeamLead => _team is null ? [] : People([_team.Lead], notice),
        Audiences.OnCall => OnCall.Of(model, ticket.Team, at) is { } onCall ? People([onCall.Agent], notice) : WholeTeam(notice),
        Audiences.Manager => People([model.Leadership.Manager], notice),
        Audiences.IncidentManager => People([model.Leadership.IncidentManager], notice),
        Audiences.Executives => People(model.Leadership.Executives, notice),
        _ => RelationshipManager is { } manager ? People([manager], notice) : [],
    };

    private string? RelationshipManager =>
        ticket.Organisation is { } organisation ? model.Organisations.GetValueOrDefault(organisation)?.RelationshipManager : null;

    private IEnumerable<Notice> WholeTeam(Notice notice)
    {
        if (_team is null)
        {
            return [];
        }

        return _team.Mailbox is { } mailbox
            ? [notice with { Recipient = mailbox, RecipientName = _team.Name }]
            : People(_team.Members, notice);
    }

    /// <summary>These agents, by mail; who has left the model is told of nothing.</summary>
    public IEnumerable<Notice> People(IEnumerable<string> agents, Notice notice)
    {
        foreach (string id in agents)
        {
            if (model.Agents.TryGetValue(id, out Agent? agent))
            {
                yield return notice with { Agent = id, Recipient = agent.Email, RecipientName = agent.Name };
            }
        }
    }

    /// <summary>Another system, if one is named.</summary>
    public IEnumerable<Notice> Webhooks(string? id, Notice notice) => id is null ? [] : Webhook(id, notice);

    /// <summary>Another system; not at all when the model does not know it any more.</summary>
    public IEnumerable<Notice> Webhook(string id, Notice notice)
    {
        if (model.Webhooks.TryGetValue(id, out Webhook? webhook))
        {
            yield return notice with { Channel = NoticeChannel.Webhook, Recipient = id, RecipientName = webhook.Name };
        }
    }
}
