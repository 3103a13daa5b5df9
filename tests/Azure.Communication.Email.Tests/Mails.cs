namespace Azure.Communication.Email.Tests;

internal static class Mails
{
    public static EmailMessage Plain(string text = "Hello.\n", string subject = "[SUP-7] Printer") =>
        new("support@example.com", "ada@example.org", new EmailContent(subject) { PlainText = text });
}
