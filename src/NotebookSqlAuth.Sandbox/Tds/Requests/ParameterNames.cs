namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>The names in sp_executesql's second argument, for clients that send their values by place.</summary>
internal static class ParameterNames
{
    /// <summary><c>@a int, @b decimal(9,2)</c> gives <c>@a</c> and <c>@b</c>.</summary>
    public static IReadOnlyList<string> Parse(string declaration)
    {
        var names = new List<string>();
        var depth = 0;
        var start = 0;
        for (var index = 0; index <= declaration.Length; index++)
        {
            var letter = index == declaration.Length ? ',' : declaration[index];
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter == ',' && depth == 0)
            {
                var one = declaration.AsSpan(start, index - start).Trim();
                var end = one.IndexOfAny(" \t\r\n");
                names.Add((end < 0 ? one : one[..end]).ToString());
                start = index + 1;
            }
        }

        return names;
    }
}
