using Support.Domain.Tickets;
using Support.Platform.Correlations;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Alerts;

/// <summary>What an alert did.</summary>
public enum AlertOutcome
{
    /// <summary>It opened a ticket.</summary>
    Opened,

    /// <summary>It was added to the ticket that it has.</summary>
    Added,

    /// <summary>It resolved its ticket.</summary>
    Resolved,

    /// <summary>It resolved nothing: it has no ticket, or one that is resolved already.</summary>
    Ignored,
}

/// <summary>
/// One ticket per alert: a firing alert opens it, the same fingerprint again adds to it, resolved resolves it. A ticket that
/// is over stays over: the next firing opens a follow-up.
/// </summary>
public sealed class AlertIntake(TicketDesk desk, TicketStore store, AlertCorrelations correlations, SupportModelSource model)
{
    private const int RacesMax = 10;

    /// <summary>Takes an alert in.</summary>
    public async Task<(AlertOutcome Outcome, TicketId? TicketId)> TakeAsync(Alert alert, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            AlertCorrelation? known = await correlations.FindAsync(alert.Source, alert.Fingerprint, cancellationToken);
            StoredTicket? stored = known is null ? null : await store.FindAsync(known.TicketId, cancellationToken);
            if (!alert.Firing)
            {
                return await ResolveAsync(alert, stored?.Ticket, cancellationToken);
            }

            if (stored is { Ticket.IsOver: false })
            {
                await desk.ExecuteAsync(stored.Ticket.Id, new AddRequesterMessage(alert.Text), Request(alert), cancellationToken);
                return (AlertOutcome.Added, stored.Ticket.Id);
            }

            // A reference that was chosen but never opened under is what a crash left: it is used now.
            TicketId? id = known is not null && stored is null
                ? known.TicketId
                : await correlations.ChooseAsync(alert.Source, alert.Fingerprint, known, cancellationToken);
            if (id is { } chosen)
            {
                CommandResult opened = await desk.OpenAsync(Open(alert, stored?.Ticket), Request(alert), chosen, cancellationToken);
                if (opened is CommandResult.Done { Replayed: false })
                {
                    return (AlertOutcome.Opened, chosen);
                }
            }
        }

        throw new InvalidOperationException("The alert is delivered by too many at once.");
    }

    private async Task<(AlertOutcome, TicketId?)> ResolveAsync(Alert alert, Ticket? ticket, CancellationToken cancellationToken)
    {
        if (ticket is null)
        {
            return (AlertOutcome.Ignored, null);
        }

        CommandResult result = await desk.ExecuteAsync(
            ticket.Id,
            new ResolveTicket(alert.Text, $"{alert.Source} reports the alert as resolved"),
            Request(alert),
            cancellationToken);
        return (result is CommandResult.Done ? AlertOutcome.Resolved : AlertOutcome.Ignored, ticket.Id);
    }

    private OpenTicket Open(Alert alert, Ticket? over) => new()
    {
        Subject = alert.Subject,
        Description = alert.Text,

        // RFC 2606: an address that can never exist, because a monitor reads no mail.
        Requester = new Requester($"{alert.Source}@monitoring.invalid", alert.Source),
        Application = alert.Application is { } name && model.Current.Applications.ContainsKey(name) ? name : null,
        Impact = alert.Severity,
        Urgency = alert.Severity,
        FollowUpOf = over?.Id,
    };

    private static CommandRequest Request(Alert alert) => new()
    {
        Actor = new Actor(ActorKind.Integration, alert.Source),
        Channel = IntakeChannel.Alert,
    };
}
