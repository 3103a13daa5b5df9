using System.Globalization;
using System.Text;
using Support.Domain.Mail;
using Support.Mail;

namespace Support.Local.Cli.Mails;

/// <summary>Writes an explanation for people.</summary>
internal static class MailExplanationText
{
    private const int Margin = 16;
    private const int TextLinesMax = 40;

    public static string Of(MailExplanation explanation)
    {
        InboundMail mail = explanation.Mail;
        var text = new StringBuilder();
        Head(text, mail);
        Fact(text, "Written by", mail.Machine.IsAutomatic ? $"{What(mail.Machine.Kind)}: {mail.Machine.Reason}" : "a person: no header says that a machine wrote it");
        Fact(text, "Sender", Sender(mail.Authentication));
        foreach (BouncedRecipient recipient in mail.Bounce?.Recipients ?? [])
        {
            Fact(text, "Not delivered", $"to {recipient.Address}: {recipient.Action}{(recipient.Permanent ? ", for good" : ", not for good")} ({recipient.Status ?? "no code"}) {recipient.Diagnostic}");
        }

        Fact(text, "Answers", string.Join(", ", mail.References));
        Fact(text, "Remarks", string.Join(' ', mail.Remarks));
        Decision(text, explanation);
        Section(text, mail.ReplyReason is null ? "Text (nothing was taken off)" : $"New text ({mail.ReplyReason})", mail.ReplyText);
        return text.ToString().TrimEnd();
    }

    private static void Head(StringBuilder text, InboundMail mail)
    {
        Fact(text, "From", mail.From is { } from ? Named(from) : "nobody");
        Fact(text, "Answers go to", string.Join(", ", mail.ReplyTo.Select(Named)));
        Fact(text, "To", string.Join(", ", mail.To.Select(Named)));
        Fact(text, "Cc", string.Join(", ", mail.Cc.Select(Named)));
        Fact(text, "Subject", mail.Subject);
        Fact(text, "Date", mail.Date?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "none that can be read");
        Fact(text, "Message-ID", mail.MessageId ?? "none");
        foreach (var file in mail.Attachments)
        {
            Fact(text, "File", string.Create(CultureInfo.InvariantCulture, $"{file.Name} ({file.ContentType}, {file.Content.Length} bytes{(file.Inline ? ", shown in the text" : string.Empty)})"));
        }

        Fact(text, "HTML", mail.Html is { } html ? string.Create(CultureInfo.InvariantCulture, $"{html.Length} characters, safe to show") : "none");
    }

    private static void Decision(StringBuilder text, MailExplanation explanation)
    {
        MailDecision decision = explanation.Decision;
        text.Append('\n');
        Fact(text, "Decision", $"{Words(decision)}. {decision.Reason}");
        foreach (string assumption in explanation.Assumptions)
        {
            Fact(text, "If", assumption);
        }

        if (explanation.Otherwise is { } otherwise)
        {
            Fact(text, "Otherwise", $"{Words(otherwise)}. {otherwise.Reason}");
        }

        if (MailExplanationJson.Acknowledged(decision) is { } acknowledged)
        {
            InboundMail mail = explanation.Mail;
            string? organisation = mail.From is { } from ? explanation.Model.OrganisationOf(from.Address) : null;
            Fact(text, "Ticket", $"\"{(mail.Subject.Length > 0 ? mail.Subject : "(no subject)")}\" of {mail.From?.Address}, application {explanation.Model.Intake.DefaultApplication}, "
                + $"{(organisation is null ? "no known organisation" : $"organisation {organisation}")}; {(acknowledged ? "an acknowledgement is sent" : "no acknowledgement is sent")}");
        }
    }

    private static string Words(MailDecision decision) => decision.Action switch
    {
        MailAction.OpenTicket => "It opens a ticket",
        MailAction.OpenLinked => $"It opens a ticket that is linked to {decision.Ticket}",
        MailAction.OpenFollowUp => $"It opens a follow-up of {decision.Ticket}",
        MailAction.AddMessage => $"It is added to {decision.Ticket}",
        MailAction.AddNote => $"It is kept at {decision.Ticket}, where only agents see it",
        MailAction.AgentReply => $"It is {decision.Agent}'s answer in {decision.Ticket}",
        MailAction.AgentNote => $"It is {decision.Agent}'s note in {decision.Ticket}",
        MailAction.VendorAnswer => $"It is the vendor's answer in {decision.Ticket}",
        MailAction.RecordBounce => $"It is written down in {decision.Ticket}, and its agent is told",
        MailAction.Quarantine => "It is kept in the quarantine",
        _ => decision.Action.ToString(),
    };

    private static string What(MachineKind kind) => kind switch
    {
        MachineKind.OutOfOffice => "a machine, as somebody is away",
        MachineKind.AutoReply => "a machine that answers mails",
        MachineKind.Bounce => "a mail server, of a mail that was not delivered",
        MachineKind.List => "a mailing list, or a person through one",
        MachineKind.Own => "this system itself",
        _ => "a machine",
    };

    private static string Sender(SenderAuthentication authentication)
    {
        string judged = authentication switch
        {
            { IsProven: true } => "proven",
            { IsForged: true } => "forged",
            _ => "not proven",
        };
        string results = string.Join(' ', new[] { ("spf", authentication.Spf), ("dkim", authentication.Dkim), ("dmarc", authentication.Dmarc), ("arc", authentication.Arc) }
            .Where(result => result.Item2 is not null).Select(result => $"{result.Item1}={result.Item2}"));
        return $"{judged}{(results.Length > 0 ? $" ({results})" : string.Empty)}: {authentication.Reason}";
    }

    private static string Named(Mailbox mailbox) => mailbox.Name is { Length: > 0 } name ? $"{name} <{mailbox.Address}>" : mailbox.Address;

    private static void Fact(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append(name.PadRight(Margin)).Append(OneLine(value)).Append('\n');
        }
    }

    private static void Section(StringBuilder text, string title, string body)
    {
        text.Append('\n').Append(title).Append(":\n");
        string[] lines = body.Split('\n');
        foreach (string line in lines.Take(TextLinesMax))
        {
            text.Append("  ").Append(WithoutControls(line)).Append('\n');
        }

        if (lines.Length > TextLinesMax)
        {
            text.Append(CultureInfo.InvariantCulture, $"  … and {lines.Length - TextLinesMax} more lines (--json shows all)\n");
        }
    }

    private static string OneLine(string value) => WithoutControls(value.ReplaceLineEndings(" ")).TrimEnd();

    // What a stranger writes must not steer the terminal that shows it.
    private static string WithoutControls(string text) =>
        text.Any(IsControl) ? string.Concat(text.Select(character => IsControl(character) ? '\ufffd' : character)) : text;

    private static bool IsControl(char character) => char.IsControl(character) && character != '\t';
}
