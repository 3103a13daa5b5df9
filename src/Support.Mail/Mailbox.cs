namespace Support.Mail;

/// <summary>Whose mail it is (RFC 5322, 3.4).</summary>
/// <param name="Address">The address, <c>local@domain</c>; the domain in lower case, the local part as it came.</param>
/// <param name="Name">What people call them, decoded; null when the header does not say.</param>
public sealed record Mailbox(string Address, string? Name = null);
