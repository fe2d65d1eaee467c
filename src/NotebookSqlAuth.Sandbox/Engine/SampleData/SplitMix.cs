namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the same numbers on every machine and runtime.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Next(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>One of some values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>True so many times out of a hundred.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
