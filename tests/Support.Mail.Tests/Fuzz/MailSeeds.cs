using System.Runtime.CompilerServices;

namespace Support.Mail.Tests.Fuzz;

/// <summary>Mails to begin with: our own, and those of other projects where they lie beside the checkout.</summary>
internal static class MailSeeds
{
    private const int LengthMax = 64 * 1024;

    public static List<byte[]> All() =>
    [
        .. Files(Path.Combine(AppContext.BaseDirectory, "Fixtures")).Concat(Files(Shared()))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Select(mail => mail.Length <= LengthMax ? mail : mail[..LengthMax]),
    ];

    /// <summary>The folder of mails of other projects; it need not be there.</summary>
    public static string Shared([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", "data", "mail");

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories) : [];
}
