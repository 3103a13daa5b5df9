namespace Support.Mail.Machines;

/// <summary>
/// Notices of absence. The words of a subject alone prove nothing, as "Out of office: how do I set it?" is a fair question:
/// they count only beside a header that a program wrote, or in the very form that a mail server gives them.
/// </summary>
internal static class OutOfOffice
{
    // As Exchange and Notes begin the subject, before that of the mail that they answer.
    private static readonly string[] Exact =
    [
        "automatic reply:", "automatische antwort:", "réponse automatique :", "réponse automatique:", "respuesta automática:",
        "risposta automatica:", "resposta automática:", "automatisch antwoord:", "odpowiedź automatyczna:", "автоматический ответ:",
        "автоматична відповідь:", "autosvar:", "automatiskt svar:", "automatisk svar:", "automaattinen vastaus:", "自动答复:", "自動回覆:",
        "自動応答:", "자동 회신:", "automatická odpověď:", "otomatik yanıt:", "automatikus válasz:", "răspuns automat:", "αυτόματη απάντηση:",
    ];

    private static readonly string[] Words =
    [
        "out of office", "out of the office", "out-of-office", "ooo:", "away from my", "on vacation", "on holiday", "autoreply", "auto-reply",
        "auto reply", "automatic reply", "automatic response", "auto response", "i am away", "vacation",
        "abwesenheit", "abwesend", "nicht im büro", "nicht im haus", "automatische antwort", "im urlaub",
        "absent du bureau", "absence du bureau", "absence", "en congé", "réponse automatique",
        "fuera de la oficina", "fuera de oficina", "ausente", "respuesta automática", "ausencia",
        "fuori sede", "fuori ufficio", "assenza", "risposta automatica", "assente",
        "fora do escritório", "ausência", "resposta automática", "férias",
        "afwezig", "niet aanwezig", "automatisch antwoord", "buiten kantoor",
        "poza biurem", "nieobecność", "nieobecny", "autoodpowiedź", "odpowiedź automatyczna",
        "вне офиса", "отсутствую", "автоответ", "автоматический ответ", "отпуск", "автоматична відповідь", "відпустк",
        "frånvaro", "frånvarande", "autosvar", "automatiskt svar", "semester", "ikke på kontoret", "fravær", "automatisk svar", "ferie",
        "poissa", "lomalla", "automaattinen vastaus", "自动回复", "自动答复", "外出", "自動回覆", "不在", "自動応答", "自動返信",
        "부재중", "자동 회신", "자동 응답", "mimo kancelář", "nepřítomn", "automatická odpověď", "ofis dışında", "otomatik yanıt",
    ];

    private static readonly string[] Hints =
    [
        "X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponse", "X-MS-Exchange-Inbox-Rules-Loop",
        "X-MS-Exchange-Generated-Message-Source", "X-Mail-Autoreply", "X-Vacation", "X-Holidayreply",
    ];

    public static MachineVerdict? Of(MachineSigns signs)
    {
        string submitted = signs.Headers.First("Auto-Submitted") ?? string.Empty;
        if (submitted.Contains("vacation", StringComparison.OrdinalIgnoreCase) || submitted.Contains("owner-email", StringComparison.OrdinalIgnoreCase))
        {
            return new MachineVerdict(MachineKind.OutOfOffice, "Auto-Submitted: auto-replied, by a notice of absence (RFC 3834)");
        }

        if (signs.Headers.Has("X-MS-Exchange-Inbox-Rules-Loop") && signs.Headers.Has("X-Auto-Response-Suppress"))
        {
            return new MachineVerdict(MachineKind.OutOfOffice, "X-MS-Exchange-Inbox-Rules-Loop: a rule of a mailbox answered");
        }

        string subject = signs.Subject.TrimStart();
        if (Array.Find(Exact, prefix => subject.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return new MachineVerdict(MachineKind.OutOfOffice, $"Subject: begins with \"{exact}\", as mail servers write it");
        }

        return Array.Find(Words, word => subject.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word && Hint(signs) is { } hint
            ? new MachineVerdict(MachineKind.OutOfOffice, $"Subject: says \"{word}\", and {hint}")
            : null;
    }

    private static string? Hint(MachineSigns signs)
    {
        if (signs.Keyword("Auto-Submitted") is { Length: > 0 } value)
        {
            return $"Auto-Submitted: {value}";
        }

        if (Array.Find(Hints, signs.Headers.Has) is { } name)
        {
            return $"there is {name}";
        }

        if (signs.Keyword("Precedence") is "bulk" or "junk" or "auto_reply" or "auto-reply")
        {
            return $"Precedence: {signs.Keyword("Precedence")}";
        }

        return signs.ByNullPath ? "the envelope's sender is empty" : null;
    }
}
