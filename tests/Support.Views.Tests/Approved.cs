using System.Runtime.CompilerServices;
using Xunit;

namespace Support.Views.Tests;

/// <summary>Compares a text with the one that a person has approved. <c>UPDATE_APPROVED=1</c> approves what is there now.</summary>
internal static class Approved
{
    public static void Check(string name, string actual, [CallerFilePath] string testFile = "")
    {
        string file = $"{name}.approved.txt";
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            string folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Approved");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, file), actual);
            return;
        }

        string approved = Path.Combine(AppContext.BaseDirectory, "Approved", file);
        Assert.True(File.Exists(approved), $"{file} is not approved yet: read what it would say, then run with UPDATE_APPROVED=1.");
        Assert.Equal(File.ReadAllText(approved).ReplaceLineEndings("\n"), actual);
    }
}
