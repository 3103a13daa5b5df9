namespace Support.Domain.Model;

/// <summary>A mistake in a model file.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901); empty for the whole file.</param>
/// <param name="Message">What is wrong and what is expected, in one sentence.</param>
public sealed record ModelMistake(string Pointer, string Message);
