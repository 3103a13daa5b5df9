namespace Support.EndToEnd.Tests.Http;

/// <summary>What tests send.</summary>
internal static class Some
{
    /// <summary>A mail address that no other test has.</summary>
    public static string Address() => $"ann-{Guid.NewGuid():N}@customer.example";

    public static string Key() => Guid.NewGuid().ToString("N");

    /// <summary>A ticket: by default of medium priority, to the web shop.</summary>
    public static object Ticket(string? email = null, string application = "shop", string impact = "medium", string urgency = "medium") => new
    {
        subject = "Checkout is slow",
        description = "It takes a minute to pay.",
        requester = new { email = email ?? Address(), name = "Ann Lee" },
        application,
        impact,
        urgency,
    };
}
