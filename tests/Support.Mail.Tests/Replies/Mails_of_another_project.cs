using System.Runtime.CompilerServices;
using Support.Mail.Replies;
using Xunit;

namespace Support.Mail.Tests.Replies;

/// <summary>Answers that people sent to another system, where they lie beside the checkout.</summary>
public sealed class Mails_of_another_project
{
    private static readonly string Folder = FolderBeside();

    [Fact]
    public void Are_cut_as_that_project_cuts_them()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        var different = new List<string>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder, "emails"), "*.txt").Order(StringComparer.Ordinal))
        {
            string expected = File.ReadAllText(Path.Combine(Folder, "trimmed", Path.GetFileName(file))).TrimEnd();
            string actual = ReplyText.Of(File.ReadAllText(file)).New.TrimEnd();
            if (actual != expected)
            {
                different.Add($"{Path.GetFileName(file)}: expected <{expected}> but was <{actual}>");
            }
        }

        Assert.True(different.Count == 0, string.Join("\n\n", different));
    }

    private static string FolderBeside([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", "data", "mail", "email_reply_trimmer");
}
