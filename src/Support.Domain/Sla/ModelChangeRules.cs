using System.Globalization;
using Support.Domain.Escalation;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>
/// Brings a ticket from the model that it follows up to the one in force. What comes of it does not depend on when it is
/// done: everything is reckoned from the instant at which the model came into force.
/// </summary>
internal static class ModelChangeRules
{
    /// <summary>Aims the clocks that are not done at what the new model promises, and finds a place for a ticket that lost its own.</summary>
    /// <param name="draft">The ticket, with what was due under the model before done.</param>
    /// <param name="change">The change; the draft's model is the one in force.</param>
    /// <param name="since">When the model came into force, as far as this ticket is concerned.</param>
    public static void Apply(TicketDraft draft, ModelChange change, DateTimeOffset since)
    {
        SupportModel model = draft.Context.Model;
        draft.Follow(model);
        if (draft.Ticket.IsOver)
        {
            return;
        }

        string cause = string.Create(
            CultureInfo.InvariantCulture,
            $"model {model.Revision} in force since {since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: ");
        foreach (ClockState clock in draft.Ticket.Clocks.Where(clock => !clock.Stopped).ToList())
        {
            RetermedClock.Apply(draft, clock, change.Before, since, cause);
        }

        // Promises that the model before did not make begin now, and statuses may pause other clocks.
        SlaClocks.Retarget(draft, cause.TrimEnd(' ', ':'), Actor.Model);

        LostPlaces.Apply(draft, change.Before ?? model, cause);
    }
}
