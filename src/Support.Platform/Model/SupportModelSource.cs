using Microsoft.Extensions.Configuration;
using Support.Domain.Model;

namespace Support.Platform.Model;

/// <summary>The support model in force: the file at <c>Support:ModelPath</c>, or the one deployed with the app.</summary>
public sealed class SupportModelSource
{
    /// <summary>The name of the file that is deployed with an app.</summary>
    public const string FileName = "support-model.json";

    /// <summary>Reads the model.</summary>
    /// <exception cref="SupportModelException">The file is missing or has mistakes.</exception>
    public SupportModelSource(IConfiguration configuration)
        : this(ReadText(configuration["Support:ModelPath"] is { Length: > 0 } path
            ? path
            : Path.Combine(AppContext.BaseDirectory, FileName)))
    {
    }

    /// <summary>Takes a model that was read already.</summary>
    public SupportModelSource(SupportModel model) => Current = model;

    private SupportModelSource((SupportModel Model, ModelText Text) read)
    {
        Current = read.Model;
        Text = read.Text;
    }

    /// <summary>The model.</summary>
    public SupportModel Current { get; }

    /// <summary>What the model was read from; null when it was not read from a file.</summary>
    internal ModelText? Text { get; }

    private static (SupportModel Model, ModelText Text) ReadText(string path)
    {
        if (!File.Exists(path))
        {
            throw new SupportModelException($"There is no support model at {path}.", []);
        }

        string text = File.ReadAllText(path);
        var folder = new ModelFolder(path);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        ModelReadResult read = SupportModelReader.Read(text, name => Noted(name, folder.Read(name), files));
        SupportModel model = read.Model ?? throw new SupportModelException($"The support model {path} has mistakes.", read.Mistakes);
        return (model, new ModelText(text, files));
    }

    private static string? Noted(string name, string? text, SortedDictionary<string, string> files)
    {
        if (text is not null)
        {
            files[name] = text;
        }

        return text;
    }
}

/// <summary>What a model was read from.</summary>
/// <param name="Model">The model file.</param>
/// <param name="Files">The files that it names, by the names that it gives them.</param>
internal sealed record ModelText(string Model, IReadOnlyDictionary<string, string> Files);

/// <summary>The support model cannot be used.</summary>
public sealed class SupportModelException(string message, IReadOnlyList<ModelMistake> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes.Select(m => $"{m.Pointer}: {m.Message}").Prepend(message)))
{
    /// <summary>Every mistake in the file.</summary>
    public IReadOnlyList<ModelMistake> Mistakes { get; } = mistakes;
}
