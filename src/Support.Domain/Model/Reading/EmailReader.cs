namespace Support.Domain.Model.Reading;

/// <summary>Reads what becomes of mails.</summary>
internal static class EmailReader
{
    public const int RateMax = 100_000;
    public const int BlockedMax = 1000;

    public static EmailRules Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Email);
        var rules = new EmailRules();
        rules = rules with
        {
            PlusAddressing = members["plusAddressing"]?.Flag() ?? rules.PlusAddressing,
            NewSubject = members["newSubject"]?.Word<OnNewSubject>() ?? rules.NewSubject,
            ForwardedReplies = members["forwardedReplies"]?.Word<OnForwardedReply>() ?? rules.ForwardedReplies,
            AgentReplies = members["agentReplies"]?.Word<OnAgentReply>() ?? rules.AgentReplies,
            Copies = members["copies"]?.Word<OnCopy>() ?? rules.Copies,
            Machines = members["machines"]?.Word<OnMachineMail>() ?? rules.Machines,
            Cancelled = members["cancelled"]?.Word<OnDeadTicket>() ?? rules.Cancelled,
            Spam = members["spam"]?.Word<OnDeadTicket>() ?? rules.Spam,
            ReopenWithin = members["reopenWithin"]?.Duration(),
            Blocked = members["blocked"]?.Set(ReadBlocked) ?? [],
        };
        if (rules.Blocked.Count > BlockedMax)
        {
            members["blocked"]!.Mistake($"Expected at most {BlockedMax} addresses and domains, found {rules.Blocked.Count}.");
        }

        return members["rate"] is { } rate ? ReadRate(rate, rules) : rules;
    }

    private static EmailRules ReadRate(ModelNode node, EmailRules rules)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.EmailRate);
        return rules with
        {
            PerSender = members["perSender"]?.WholeNumber(1, RateMax) ?? rules.PerSender,
            PerTicket = members["perTicket"]?.WholeNumber(1, RateMax) ?? rules.PerTicket,
        };
    }

    private static string? ReadBlocked(ModelNode node)
    {
        const string expected = "a mail address or a domain such as spammer.example";
        if (node.RawText(expected) is not { } text)
        {
            return null;
        }

        if (MailAddressFormat.IsValid(text.Contains('@', StringComparison.Ordinal) ? text : $"a@{text}"))
        {
            return text.ToLowerInvariant();
        }

        node.Mistake($"Expected {expected}, found {node.Found()}.");
        return null;
    }
}
