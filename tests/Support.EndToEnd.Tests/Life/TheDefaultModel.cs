namespace Support.EndToEnd.Tests.Life;

/// <summary>What the default model says of a critical ticket to the web shop that nobody touches, written out by hand.</summary>
internal static class TheDefaultModel
{
    /// <summary>Minutes after the opening, and what happens then.</summary>
    public static IReadOnlyList<string> EventsOfAnUntouchedTicket { get; } =
    [
        "0 step page of critical",
        "7.5 firstResponse warned at 0.5 of PT15M",
        "7.5 step page-again of critical",
        "11.25 firstResponse warned at 0.75 of PT15M",
        "13.5 firstResponse warned at 0.9 of PT15M",
        "15 firstResponse breached PT15M",
        "15 step response-breach of critical",
        "15 from L1 to L2",
        "15 to grace of app-support",
        "120 resolution warned at 0.5 of PT4H",
        "120 step half of critical",
        "120 from L2 to L3",
        "120 to kira of shop-dev",
        "180 resolution warned at 0.75 of PT4H",
        "180 step three-quarters of critical",
        "216 resolution warned at 0.9 of PT4H",
        "240 resolution breached PT4H",
        "240 step resolution-breach of critical",
    ];

    /// <summary>Who is told, in the order of the events, each event's by name.</summary>
    public static IReadOnlyList<string> NoticesOfAnUntouchedTicket { get; } =
    [
        "acknowledgement email ann@customer.example",
        "page email ben@example.test",
        "page teams service-desk",

        // Half of the first response.
        "slaWarning email service-desk@example.test",
        "slaWarning teams service-desk",
        "page email ben@example.test",
        "page teams service-desk",

        // 75 and 90 %.
        "slaWarning email service-desk@example.test",
        "slaWarning teams service-desk",
        "slaWarning email service-desk@example.test",
        "slaWarning teams service-desk",

        // The first response is missed: who missed it hears it, and the next tier gets the ticket.
        "slaBreach email service-desk@example.test",
        "slaBreach teams service-desk",
        "escalation email farah@example.test",
        "escalation email grace@example.test",
        "escalation teams app-support",

        // Half of the resolution.
        "slaWarning email grace@example.test",
        "slaWarning teams app-support",
        "escalation email jonas@example.test",
        "escalation email kira@example.test",
        "escalation email rosa@example.test",
        "escalation teams shop-dev",

        // 75 and 90 %.
        "slaWarning email kira@example.test",
        "slaWarning teams shop-dev",
        "escalation email tariq@example.test",
        "escalation teams shop-dev",
        "slaWarning email kira@example.test",
        "slaWarning teams shop-dev",

        // The resolution is missed.
        "slaBreach email kira@example.test",
        "slaBreach teams shop-dev",
        "escalation email rosa@example.test",
        "escalation email vera@example.test",
        "escalation teams shop-dev",
    ];
}
