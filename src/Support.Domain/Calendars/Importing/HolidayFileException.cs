namespace Support.Domain.Calendars.Importing;

/// <summary>Ends the reading of one event: what its line says cannot be read.</summary>
internal sealed class HolidayFileException(int line, string message) : Exception(message)
{
    public int Line => line;
}
