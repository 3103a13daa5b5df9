using Support.Domain.Tickets;
using Support.Platform.Attachments;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Tickets;

/// <summary>Opens submitted tickets, whichever way they came: HTTP, the queue, or an event posted to us.</summary>
public sealed class SubmissionDoor(TicketDesk desk, AttachmentIntake attachments)
{
    /// <summary>Keeps the files, then opens the ticket. Repeated under the same key, it is done once.</summary>
    public async Task<CommandResult> OpenAsync(SubmittedTicket submitted, CommandRequest request, CancellationToken cancellationToken)
    {
        KeptFiles kept = await attachments.KeepAllAsync(submitted.Files, request.Key, cancellationToken);
        return await desk.OpenAsync(
            submitted.Command with { Enclosures = new Enclosures { Files = kept.Files } }, request, cancellationToken);
    }
}
