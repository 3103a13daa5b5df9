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
        : this(Read(configuration["Support:ModelPath"] is { Length: > 0 } path
            ? path
            : Path.Combine(AppContext.BaseDirectory, FileName)))
    {
    }

    /// <summary>Takes a model that was read already.</summary>
    public SupportModelSource(SupportModel model) => Current = model;

    /// <summary>The model.</summary>
    public SupportModel Current { get; }

    private static SupportModel Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new SupportModelException($"There is no support model at {path}.", []);
        }

        ModelReadResult read = SupportModelReader.Read(File.ReadAllText(path), new ModelFolder(path).Read);
        return read.Model ?? throw new SupportModelException($"The support model {path} has mistakes.", read.Mistakes);
    }
}

/// <summary>The support model cannot be used.</summary>
public sealed class SupportModelException(string message, IReadOnlyList<ModelMistake> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes.Select(m => $"{m.Pointer}: {m.Message}").Prepend(message)))
{
    /// <summary>Every mistake in the file.</summary>
    public IReadOnlyList<ModelMistake> Mistakes { get; } = mistakes;
}
