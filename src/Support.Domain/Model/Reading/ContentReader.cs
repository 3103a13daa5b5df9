using Support.Domain.Fields;

namespace Support.Domain.Model.Reading;

/// <summary>Reads custom fields and canned answers.</summary>
internal static class ContentReader
{
    public const int ChoicesMax = 200;
    public const int AnswerLengthMax = 20_000;

    public static CustomField ReadField(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.CustomField);
        bool editable = members["editableByRequester"]?.Flag() ?? true;
        var field = new CustomField
        {
            Name = members["name"]?.Name() ?? "",
            Type = members["type"]?.Word<FieldType>() ?? default,
            Choices = members["choices"]?.NotEmpty().Set(ModelValues.Id) ?? [],
            Required = members["required"]?.Flag() ?? false,
            Applications = members["applications"]?.NotEmpty().Set(static item => item.Reference(Named.Application)),
            VisibleToRequester = members["visibleToRequester"]?.Flag() ?? editable,
            EditableByRequester = editable,
        };
        CheckTogether(node, members, field);
        return field;
    }

    public static CannedAnswer ReadAnswer(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.CannedAnswer);
        return new CannedAnswer
        {
            Name = members["name"]?.Name() ?? "",
            Text = members["text"] is { } text ? ReadText(text) : "",
            Applications = members["applications"]?.NotEmpty().Set(static item => item.Reference(Named.Application)),
        };
    }

    private static void CheckTogether(ModelNode node, ObjectReader members, CustomField field)
    {
        if (node.Reading.IsBroken(node.Pointer))
        {
            return;
        }

        bool chooses = field.Type is FieldType.Choice or FieldType.MultiChoice;
        if (chooses && members["choices"] is null)
        {
            node.Mistake("Expected 'choices', as the field is one of choices.");
        }
        else if (!chooses && members["choices"] is { } choices)
        {
            choices.Mistake("Expected no 'choices': only fields of the types 'choice' and 'multiChoice' have them.");
        }
        else if (field.Choices.Count > ChoicesMax)
        {
            members["choices"]!.Mistake($"Expected at most {ChoicesMax} choices, found {field.Choices.Count}.");
        }

        if (field.Required && !field.EditableByRequester)
        {
            node.Mistake("Expected a field that the requester can fill in, as it is required: 'required' and \"editableByRequester\": false exclude each other.");
        }

        if (field.EditableByRequester && !field.VisibleToRequester)
        {
            node.Mistake("Expected a field that the requester sees, as they fill it in: say \"editableByRequester\": false to hide it.");
        }
    }

    private static string ReadText(ModelNode node)
    {
        if (node.RawText("a text") is not { } text)
        {
            return "";
        }

        if (string.IsNullOrWhiteSpace(text) || text.Length > AnswerLengthMax)
        {
            node.Mistake($"Expected a text of 1 to {AnswerLengthMax} characters, found {node.Found()}.");
        }

        foreach (string placeholder in CannedText.Placeholders(text).Where(static name => !CannedText.Known.Contains(name)))
        {
            node.Mistake($"The placeholder {Suggestion.Quoted($"{{{{{placeholder}}}}}")} is unknown; {Suggestion.For(placeholder, CannedText.Known)}");
        }

        return text;
    }
}
