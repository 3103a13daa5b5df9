using System.Text.Json;
using Support.Domain.Tickets;
using Support.Platform.Tickets;
using Xunit;

namespace Support.Functions.Intake.Tests.Webhooks.Mirroring;

/// <summary>A system that mirrors its tickets of payroll to an instance, and is told by it.</summary>
internal sealed class MirroredSystem
{
    private static readonly CommandRequest Agent = new() { Actor = new Actor(ActorKind.Agent, "mara", "Mara Costa"), Channel = IntakeChannel.Desk };
    private readonly List<TicketId> _tickets = [];

    private MirroredSystem(WebhookApp app) => App = app;

    public WebhookApp App { get; }

    /// <param name="serviceNow">The instance.</param>
    /// <param name="account">The account by which the system writes there.</param>
    /// <param name="push">Whether every ticket of payroll gets an incident.</param>
    public static async Task<MirroredSystem> NewAsync(FakeServiceNow serviceNow, string account, bool push = true) => new(await WebhookApp.NewAsync(
        serviceNow,
        $$"""{ "servicenow": { "application": "payroll", "ownAccounts": ["{{account}}"], "mirror": { "url": "https://acme.service-now.com/", "workNotes": true, "push": [{{(push ? "\"payroll\"" : "")}}] } } }""",
        ("Mirror:servicenow:user", account),
        ("Mirror:servicenow:password", "secret")));

    public async Task<Ticket> OpenAsync()
    {
        var command = new OpenTicket { Subject = "Wrong wage tax", Description = "It is too high.", Requester = new Requester("rita@customer.test", "Rita"), Application = "payroll" };
        var request = new CommandRequest { Actor = new Actor(ActorKind.Requester, "rita@customer.test", "Rita"), Channel = IntakeChannel.Api };
        Ticket ticket = Assert.IsType<CommandResult.Done>(await App.Desk.OpenAsync(command, request, CancellationToken.None)).Ticket;
        _tickets.Add(ticket.Id);
        return ticket;
    }

    public async Task DoAsync(TicketId id, TicketCommand command) =>
        Assert.IsType<CommandResult.Done>(await App.Desk.ExecuteAsync(id, command, Agent, CancellationToken.None));

    public async Task<Ticket> TicketAsync(TicketId id) => (await App.Store.FindAsync(id, CancellationToken.None))!.Ticket;

    /// <summary>The ticket that the instance's news opened.</summary>
    public async Task<Ticket> TheirsAsync() => await TicketAsync(_tickets.Single());

    /// <summary>Takes what the instance told.</summary>
    public async Task<int> HearAsync(string told)
    {
        (int status, JsonElement body) = await App.ServiceNowAsync(told);
        Assert.Equal(200, status);
        if (body.TryGetProperty("ticketId", out JsonElement id) && TicketId.Parse(id.GetString()!) is var ticket && !_tickets.Contains(ticket))
        {
            _tickets.Add(ticket);
        }

        return status;
    }

    /// <summary>Tells the instance what it does not know. When to come back, for whichever ticket; null for not.</summary>
    public async Task<DateTimeOffset?> TellAsync()
    {
        DateTimeOffset? again = null;
        foreach (TicketId ticket in _tickets.ToArray())
        {
            (string source, Domain.Model.WebhookMirror mirror) = App.Mirror.Mirrors.Single();
            again = await App.Mirror.TellAsync(ticket, source, mirror, CancellationToken.None) ?? again;
        }

        return again;
    }

    /// <summary>Lets systems and their instance talk until there is nothing more to say. How many rounds that took.</summary>
    public static async Task<int> TalkAsync(FakeServiceNow serviceNow, params MirroredSystem[] systems)
    {
        for (int round = 1; round <= 30; round++)
        {
            int before = serviceNow.Requests.Count;
            foreach (MirroredSystem system in systems)
            {
                await system.TellAsync();
            }

            bool told = serviceNow.Told.Count > 0;
            while (serviceNow.Told.TryDequeue(out string? news))
            {
                foreach (MirroredSystem system in systems)
                {
                    await system.HearAsync(news);
                }
            }

            if (serviceNow.Requests.Count == before && !told)
            {
                return round;
            }
        }

        throw new InvalidOperationException($"They talk for ever:\n{string.Join('\n', serviceNow.Requests.TakeLast(10))}");
    }
}
