namespace Support.Local.Storage.Tables.Filters;

/// <summary>A text is no filter.</summary>
internal sealed class FilterException(string message) : Exception(message);
