namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>Types as people read them: without namespaces, with their arguments.</summary>
internal static class TypeNames
{
    /// <summary>The short name of a type.</summary>
    public static string Of(Type type) => type switch
    {
        { IsArray: true } => $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        { IsGenericType: true } when type.Name.StartsWith('<') => "anonymous",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>",
        _ => type.Name,
    };
}
