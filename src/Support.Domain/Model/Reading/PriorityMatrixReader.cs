namespace Support.Domain.Model.Reading;

/// <summary>Reads impact × urgency → priority.</summary>
internal static class PriorityMatrixReader
{
    public static PriorityMatrix Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Priorities);
        return new PriorityMatrix
        {
            Matrix = members["matrix"] is { } matrix
                ? ReadGrades(matrix, ModelShapes.Matrix, IReadOnlyDictionary<Grade, Priority> (row) => ReadRow(row))
                : [],
            DefaultImpact = members["defaultImpact"]?.Word<Grade>() ?? default,
            DefaultUrgency = members["defaultUrgency"]?.Word<Grade>() ?? default,
        };
    }

    private static Dictionary<Grade, Priority> ReadRow(ModelNode node) =>
        ReadGrades(node, ModelShapes.MatrixRow, static cell => cell.Word<Priority>() ?? default);

    private static Dictionary<Grade, T> ReadGrades<T>(ModelNode node, ObjectShape shape, Func<ModelNode, T> read)
    {
        ObjectReader members = ObjectReader.Open(node, shape);
        var values = new Dictionary<Grade, T>();
        foreach (Grade grade in Enum.GetValues<Grade>())
        {
            if (members[Words<Grade>.Of(grade)] is { } member)
            {
                values.Add(grade, read(member));
            }
        }

        return values;
    }
}
