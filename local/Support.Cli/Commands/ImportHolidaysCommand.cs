using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Support.Domain.Calendars.Importing;
using Support.Domain.Model;

namespace Support.Local.Cli.Commands;

/// <summary><c>support model import-holidays FILE.ics</c>: the holidays of an iCalendar file as entries of the model.</summary>
internal static class ImportHolidaysCommand
{
    private const int UsualYears = 3;

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "An iCalendar file (.ics)." };

    private static readonly Option<int?> From = new("--from") { Description = "First year; this one by default." };

    private static readonly Option<int?> To = new("--to") { Description = "Last year; two after the first by default." };

    private static readonly Option<string> Zone = new("--time-zone")
    {
        DefaultValueFactory = _ => "Etc/UTC",
        Description = "Time zone of the calendar; matters only for events at times of another zone.",
    };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        File.AcceptExistingOnly();
        Zone.Validators.Add(static result =>
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no IANA time zone.");
            }
        });
        var command = new Command("import-holidays", "Prints the holidays of an iCalendar file as entries for 'holidays' in a support model.") { File, From, To, Zone };
        command.SetAction((parsed, cancellationToken) =>
        {
            int from = parsed.GetValue(From) ?? TimeProvider.System.GetUtcNow().Year;
            return RunAsync(parsed.GetValue(File)!.FullName, from, parsed.GetValue(To) ?? from + UsualYears - 1, parsed.GetValue(Zone)!, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string path, int from, int to, string zone, CancellationToken cancellationToken)
    {
        HolidayFileResult read = HolidayFile.Read(await System.IO.File.ReadAllTextAsync(path, cancellationToken), zone);
        foreach (HolidayFileMistake mistake in read.Mistakes)
        {
            await Console.Error.WriteLineAsync($"{path}:{mistake.Line}: {mistake.Message}");
        }

        if (read.Mistakes.Count > 0)
        {
            return ExitCodes.Failure;
        }

        string[] entries =
        [
            .. read.Holidays
                .Where(holiday => int.Parse(holiday.Date.AsSpan(0, 4), CultureInfo.InvariantCulture) is var year && year >= from && year <= to)
                .Select(Entry),
        ];
        await Console.Out.WriteLineAsync(new StringBuilder("\"holidays\": [\n  ").AppendJoin(",\n  ", entries).Append("\n]"), cancellationToken);
        await Console.Error.WriteLineAsync($"support: {entries.Length} of {read.Holidays.Count} days, {from} to {to}.");
        return ExitCodes.Success;
    }

    private static string Entry(Holiday holiday) =>
        $"{{ \"date\": \"{holiday.Date}\", \"name\": {JsonSerializer.Serialize(holiday.Name, Readable)} }}";
}
