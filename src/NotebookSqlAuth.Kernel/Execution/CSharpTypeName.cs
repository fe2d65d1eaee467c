namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Writes a type as C# that compiles in a cell.</summary>
internal static class CSharpTypeName
{
    /// <summary>The type's own name, or that of its nearest base type which a cell may name.</summary>
    public static string Of(Type type)
    {
        while (!type.IsVisible)
        {
            type = type.BaseType ?? typeof(object);
        }

        return Write(type);
    }

    private static string Write(Type type)
    {
        if (type.IsArray)
        {
            // C# writes the outermost rank first: int[][,] is an array of two-dimensional arrays.
            var ranks = "";
            while (type.IsArray)
            {
                ranks += $"[{new string(',', type.GetArrayRank() - 1)}]";
                type = type.GetElementType()!;
            }

            return Write(type) + ranks;
        }

        var arguments = type.GetGenericArguments();
        var names = new Stack<string>();
        for (var each = type; each is not null; each = each.DeclaringType)
        {
            names.Push(WriteSegment(each, arguments));
        }

        var joined = string.Join('.', names);
        return "global::" + (type.Namespace is null ? joined : type.Namespace + "." + joined);
    }

    private static string WriteSegment(Type type, Type[] arguments)
    {
        // A nested type repeats its enclosing types' arguments; its own are the last ones.
        var from = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var to = type.GetGenericArguments().Length;
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = "@" + (tick < 0 ? type.Name : type.Name[..tick]);
        return from == to ? name : $"{name}<{string.Join(", ", arguments[from..to].Select(Write))}>";
    }
}
