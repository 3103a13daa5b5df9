namespace Support.Mail.Machines;

/// <summary>
/// Tells a machine's mail from a person's by what mail programs really write (RFC 3834, and what seven support systems look
/// for), the surest sign first. <c>Auto-Submitted: no</c> is a person's word, and stronger than every mere hint.
/// </summary>
internal static class MachineRules
{
    private static readonly Func<MachineSigns, MachineVerdict?>[] Certain = [Ours, ReportOfDelivery, AnotherDesk];

    private static readonly Func<MachineSigns, MachineVerdict?>[] Hints =
    [
        OutOfOffice.Of, AutoSubmitted, AnswerHeaders.Of, ByNullPath, MailingList, Precedence, SuppressedAnswers, Sender,
    ];

    public static MachineVerdict Judge(MachineSigns signs)
    {
        foreach (Func<MachineSigns, MachineVerdict?> rule in Certain)
        {
            if (rule(signs) is { } verdict)
            {
                return verdict;
            }
        }

        if (signs.Keyword("Auto-Submitted") == "no" && !signs.ByNullPath)
        {
            return MachineVerdict.Person;
        }

        foreach (Func<MachineSigns, MachineVerdict?> rule in Hints)
        {
            if (rule(signs) is { } verdict)
            {
                return verdict;
            }
        }

        return MachineVerdict.Person;
    }

    private static MachineVerdict? Ours(MachineSigns signs)
    {
        bool marked = signs.Headers.Has("X-Support-Ticket");
        if (marked && (signs.Own.Wrote(signs.MessageId) || signs.Own.Owns(signs.From?.Address)))
        {
            return new MachineVerdict(MachineKind.Own, "X-Support-Ticket with our own Message-ID or sender: our mail came back");
        }

        if (signs.Own.Owns(signs.From?.Address))
        {
            return new MachineVerdict(MachineKind.Own, $"From: {signs.From!.Address} is our own address: an answer would come back to us");
        }

        if (signs.Headers.All("X-Loop").Any(loop => signs.Own.Owns(loop.Trim())))
        {
            return new MachineVerdict(MachineKind.Own, "X-Loop: names our own address: the mail went round in a loop");
        }

        return null;
    }

    private static MachineVerdict? AnotherDesk(MachineSigns signs) =>
        signs.Headers.Has("X-Support-Ticket") ? new MachineVerdict(MachineKind.Generated, "X-Support-Ticket: another desk's mail") : null;

    private static MachineVerdict? ReportOfDelivery(MachineSigns signs)
    {
        if (signs.Report is { } report)
        {
            return report.IsBounce
                ? new MachineVerdict(MachineKind.Bounce, report.Reason)
                : new MachineVerdict(MachineKind.Generated, "a delivery report that says the mail arrived (RFC 3464)");
        }

        string type = signs.Headers.First("Content-Type") ?? string.Empty;
        if (type.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase))
        {
            return type.Contains("disposition-notification", StringComparison.OrdinalIgnoreCase)
                ? new MachineVerdict(MachineKind.AutoReply, "Content-Type: a receipt that a mail was read (RFC 8098)")
                : new MachineVerdict(MachineKind.Generated, "Content-Type: multipart/report (RFC 6522)");
        }

        return LocalPart(signs.From) is "mailer-daemon" or "mail-daemon"
            ? new MachineVerdict(MachineKind.Bounce, $"From: {signs.From!.Address} is a mail server")
            : null;
    }

    private static MachineVerdict? AutoSubmitted(MachineSigns signs) => signs.Keyword("Auto-Submitted") switch
    {
        null or "" => null,
        "auto-replied" => new MachineVerdict(MachineKind.AutoReply, "Auto-Submitted: auto-replied (RFC 3834)"),
        "no" => null,
        var value => new MachineVerdict(MachineKind.Generated, $"Auto-Submitted: {value} (RFC 3834)"),
    };

    private static MachineVerdict? ByNullPath(MachineSigns signs) => signs.ByNullPath
        ? new MachineVerdict(MachineKind.AutoReply, "the envelope's sender is empty, so that nothing may be answered (RFC 5321, 4.5.5)")
        : null;

    private static MachineVerdict? MailingList(MachineSigns signs)
    {
        foreach (string name in new[] { "List-Id", "List-Post", "List-Unsubscribe", "List-Unsubscribe-Post", "X-Mailing-List" })
        {
            if (signs.Headers.Has(name))
            {
                return new MachineVerdict(MachineKind.List, signs.Headers.Has("List-Unsubscribe-Post")
                    ? "List-Unsubscribe-Post: a newsletter (RFC 8058)"
                    : $"{name}: a mailing list (RFC 2919, RFC 2369)");
            }
        }

        return signs.Keyword("Precedence") == "list" || signs.Keyword("X-Precedence") == "list"
            ? new MachineVerdict(MachineKind.List, "Precedence: list")
            : null;
    }

    // Only these values: "Precedence: normal" or "first-class" stands in people's mail too.
    private static MachineVerdict? Precedence(MachineSigns signs)
    {
        foreach (string name in new[] { "Precedence", "X-Precedence" })
        {
            string? value = signs.Keyword(name);
            if (value is "auto_reply" or "auto-reply")
            {
                return new MachineVerdict(MachineKind.AutoReply, $"{name}: {value}");
            }

            if (value is "bulk" or "junk")
            {
                return new MachineVerdict(MachineKind.Generated, $"{name}: {value}");
            }
        }

        return null;
    }

    // "OOF" or "DR, RN, NRN" alone asks for less: no receipt, no notice of absence. People's programs write it.
    private static MachineVerdict? SuppressedAnswers(MachineSigns signs)
    {
        string asked = signs.Headers.First("X-Auto-Response-Suppress") ?? string.Empty;
        bool all = asked.Split(',', StringSplitOptions.TrimEntries)
            .Any(word => word.Equals("All", StringComparison.OrdinalIgnoreCase) || word.Equals("AutoReply", StringComparison.OrdinalIgnoreCase));
        return all ? new MachineVerdict(MachineKind.Generated, $"X-Auto-Response-Suppress: {asked} asks for no automatic answer") : null;
    }

    private static MachineVerdict? Sender(MachineSigns signs)
    {
        if (signs.From is null)
        {
            return signs.ReplyTo.Count == 0
                ? new MachineVerdict(MachineKind.Generated, "From: names nobody who could be answered")
                : null;
        }

        string local = LocalPart(signs.From);
        if (local is "postmaster")
        {
            return new MachineVerdict(MachineKind.Generated, $"From: {signs.From.Address} is a mail server");
        }

        // A web form writes from no-reply and has the person who filled it in under Reply-To.
        bool silent = NoReply.Is(local);
        return silent && signs.ReplyTo.All(mailbox => NoReply.Is(LocalPart(mailbox)))
            ? new MachineVerdict(MachineKind.Generated, $"From: {signs.From.Address} takes no answers")
            : null;
    }

    private static string LocalPart(Mailbox? mailbox)
    {
        string address = mailbox?.Address ?? string.Empty;
        int at = address.LastIndexOf('@');
        return (at < 0 ? address : address[..at]).ToLowerInvariant();
    }
}
