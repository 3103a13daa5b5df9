using System.Text;

namespace Support.RepositoryTests.Infra;

/// <summary>What can be told of Bicep text without parsing it.</summary>
internal static class BicepText
{
    /// <summary>The text without its line comments; <c>//</c> inside a string is not one.</summary>
    public static string WithoutComments(string text)
    {
        StringBuilder result = new(text.Length);
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            int end = line.Length;
            for (int i = 0; i < line.Length; i++)
            {
                if (line[i] == '\'')
                {
                    i = EndOfString(line, i) - 1;
                }
                else if (line[i] == '/' && i + 1 < line.Length && line[i + 1] == '/')
                {
                    end = i;
                    break;
                }
            }

            result.Append(line.AsSpan(0, end).TrimEnd()).Append('\n');
        }

        return result.ToString();
    }

    /// <summary>The text with every string reduced to the expressions it interpolates: what is left are names.</summary>
    public static string WithoutStringContents(string text)
    {
        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\'')
            {
                result.Append(text[i]);
                continue;
            }

            int end = EndOfString(text, i);
            for (int j = i + 1; j < end; j++)
            {
                if (text[j] == '$' && text[j + 1] == '{')
                {
                    int close = EndOfInterpolation(text, j + 2);
                    result.Append(' ').Append(WithoutStringContents(text[(j + 2)..(close - 1)])).Append(' ');
                    j = close - 1;
                }
            }

            i = end - 1;
        }

        return result.ToString();
    }

    /// <summary>The position after the closing quote of the string that starts at <paramref name="start"/>.</summary>
    public static int EndOfString(string text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '$' when i + 1 < text.Length && text[i + 1] == '{':
                    i = EndOfInterpolation(text, i + 2) - 1;
                    break;
                case '\'':
                    return i + 1;
            }
        }

        throw new InvalidDataException($"A string that does not end: {text[start..Math.Min(text.Length, start + 40)]}");
    }

    private static int EndOfInterpolation(string text, int start)
    {
        int depth = 1;
        for (int i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'':
                    i = EndOfString(text, i) - 1;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return i + 1;
            }
        }

        throw new InvalidDataException($"An interpolation that does not end: {text[start..Math.Min(text.Length, start + 40)]}");
    }
}
