using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Mail;
using Support.Platform.Content;
using Support.Platform.Receipts;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Email;

/// <summary>
/// The one way of a mail into the system, whoever delivers it. Its bytes are kept before anything else is done, so that
/// nothing that was accepted is lost; then it is read, judged, and done once, however often it is delivered.
/// </summary>
public sealed class MailIntake(ContentStore contents, IntakeReceipts receipts, TicketDesk desk)
{
    private const int SubjectLengthMax = 250;

    /// <summary>Takes a mail. It may be repeated: the same mail is done once.</summary>
    public async Task<MailOutcome> TakeAsync(ArrivedMail arrived, CancellationToken cancellationToken)
    {
        string original = await contents.PutAsync(arrived.Original, arrived.ContentType, null, cancellationToken);
        InboundMail mail = MailReading.Read(arrived);
        if (mail.From is not { } from)
        {
            return new MailOutcome(MailFate.Quarantined, "The mail names no sender.");
        }

        string hash = Hash($"{from.Address}\n{mail.Date:O}\n{mail.Text}");
        var key = new DeliveryKey("mail", mail.MessageId ?? arrived.ProviderId ?? hash);
        IntakeReceipt receipt = await receipts.BeginAsync(key, hash, "{}", cancellationToken);
        if (receipt.Outcome is { } known)
        {
            return JsonSerializer.Deserialize<MailOutcome>(known, SupportJson.Options)! with { Known = true };
        }

        var requester = new Requester(from.Address, from.Name);
        var open = new OpenTicket
        {
            Subject = mail.Subject.Length <= SubjectLengthMax ? mail.Subject : mail.Subject[..SubjectLengthMax],
            Description = mail.ReplyText,
            Requester = requester,
            Automatic = mail.Machine.IsAutomatic,
            Enclosures = new Enclosures { Source = new MessageSource { Id = mail.MessageId, WrittenAt = mail.Date, Original = original } },
        };
        var request = new CommandRequest
        {
            Actor = new Actor(ActorKind.Requester, requester.Email, requester.Name),
            Channel = IntakeChannel.Email,
            Key = receipt.CommandKey,
        };
        CommandResult result = await desk.OpenAsync(open, request, cancellationToken);
        MailOutcome outcome = result is CommandResult.Done done
            ? new MailOutcome(MailFate.Opened, "A new ticket.", done.Ticket.Id)
            : new MailOutcome(MailFate.Quarantined, $"The ticket was refused: {result}");
        await receipts.CompleteAsync(receipt, JsonSerializer.Serialize(outcome, SupportJson.Options), cancellationToken);
        return outcome;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
