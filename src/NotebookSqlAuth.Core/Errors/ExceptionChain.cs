namespace NotebookSqlAuth.Errors;

/// <summary>Looks through an exception's causes.</summary>
internal static class ExceptionChain
{
    /// <summary>The first exception of a type, outermost first; null where there is none.</summary>
    internal static T? Find<T>(Exception e)
        where T : Exception
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
