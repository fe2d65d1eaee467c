namespace NotebookSqlAuth.Kernel.Language;

/// <summary>How deep C# nests, as far as its letters tell.</summary>
/// <remarks>
/// Roslyn descends once for each bracket, prefix or link of a chain, in places without asking how much stack is left, and a
/// stack that overflows ends the whole notebook. Nobody may lose one by leaning on a key.
/// </remarks>
internal static class CSharpNesting
{
    /// <summary>Brackets within brackets: far more than people write; some thousands end a process.</summary>
    private const int MaxBrackets = 200;

    /// <summary>What Roslyn's parser still takes of a cell that is run; it descends on its own then, and ten thousand end the process.</summary>
    private const int MaxBracketsToRun = 3000;

    /// <summary>Words and signs of one chain, e.g. <c>a.b.c</c> or <c>await await x</c>; some ten thousand end a process.</summary>
    private const int MaxChain = 1500;

    /// <summary>Whether it is more than Roslyn may be asked about. Strings and comments count too; a bracket that is not closed counts to the end.</summary>
    public static bool IsTooDeep(string code) => Exceeds(code, MaxBrackets, MaxChain);

    /// <summary>Whether it is more than Roslyn may be given to compile. It refuses chains by itself.</summary>
    public static bool IsTooDeepToRun(string code) => Exceeds(code, MaxBracketsToRun, int.MaxValue);

    private static bool Exceeds(string code, int maxBrackets, int maxChain)
    {
        var (brackets, angles, chain, isInWord) = (0, 0, 0, false);
        foreach (var letter in code)
        {
            var wasInWord = isInWord;
            isInWord = char.IsLetterOrDigit(letter) || letter == '_';
            chain += char.IsWhiteSpace(letter) || (isInWord && wasInWord) ? 0 : 1;
            switch (letter)
            {
                case '(' or '[':
                    brackets++;
                    break;
                case ')' or ']':
                    brackets = Math.Max(0, brackets - 1);
                    break;
                case '{':
                    (brackets, chain) = (brackets + 1, 0);
                    break;
                case '}':
                    (brackets, chain) = (Math.Max(0, brackets - 1), 0);
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
                case ',':
                    chain = 0;
                    break;
                case ';':
                    // A comparison closes nothing, and no list of type arguments goes on behind a statement's end.
                    (angles, chain) = (0, 0);
                    break;
            }

            if (brackets + angles > maxBrackets || chain > maxChain)
            {
                return true;
            }
        }

        return false;
    }
}
