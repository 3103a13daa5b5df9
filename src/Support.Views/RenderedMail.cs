namespace Support.Views;

/// <summary>A mail, ready to be addressed and sent. Both bodies say the same; lines end in a bare line feed.</summary>
/// <param name="Subject">One line, the ticket's tag first.</param>
/// <param name="Text">For readers of plain text.</param>
/// <param name="Html">A whole HTML document without anything remote.</param>
public sealed record RenderedMail(string Subject, string Text, string Html);
