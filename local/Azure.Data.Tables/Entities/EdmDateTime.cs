namespace Azure.Data.Tables.Entities;

/// <summary>The service keeps instants in UTC and takes a time without an offset for UTC; so does this.</summary>
internal static class EdmDateTime
{
    public static DateTimeOffset ToOffset(DateTime time) => new(ToUtc(time));

    public static DateTime ToUtc(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
}
