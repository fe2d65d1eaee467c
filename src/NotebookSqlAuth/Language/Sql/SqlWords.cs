namespace NotebookSqlAuth.Language.Sql;

/// <summary>The words of T-SQL itself.</summary>
internal static class SqlWords
{
    // learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql, the first list.
    private const string ReservedWords =
        """
        ADD ALL ALTER AND ANY AS ASC AUTHORIZATION BACKUP BEGIN BETWEEN BREAK BROWSE BULK BY CASCADE CASE CHECK CHECKPOINT CLOSE CLUSTERED
        COALESCE COLLATE COLUMN COMMIT COMPUTE CONSTRAINT CONTAINS CONTAINSTABLE CONTINUE CONVERT CREATE CROSS CURRENT CURRENT_DATE
        CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASE DBCC DEALLOCATE DECLARE DEFAULT DELETE DENY DESC DISK DISTINCT
        DISTRIBUTED DOUBLE DROP DUMP ELSE END ERRLVL ESCAPE EXCEPT EXEC EXECUTE EXISTS EXIT EXTERNAL FETCH FILE FILLFACTOR FOR FOREIGN
        FREETEXT FREETEXTTABLE FROM FULL FUNCTION GOTO GRANT GROUP HAVING HOLDLOCK IDENTITY IDENTITY_INSERT IDENTITYCOL IF IN INDEX INNER
        INSERT INTERSECT INTO IS JOIN KEY KILL LEFT LIKE LINENO LOAD MERGE NATIONAL NOCHECK NONCLUSTERED NOT NULL NULLIF OF OFF OFFSETS ON
        OPEN OPENDATASOURCE OPENQUERY OPENROWSET OPENXML OPTION OR ORDER OUTER OVER PERCENT PIVOT PLAN PRECISION PRIMARY PRINT PROC PROCEDURE
        PUBLIC RAISERROR READ READTEXT RECONFIGURE REFERENCES REPLICATION RESTORE RESTRICT RETURN REVERT REVOKE RIGHT ROLLBACK ROWCOUNT
        ROWGUIDCOL RULE SAVE SCHEMA SECURITYAUDIT SELECT SEMANTICKEYPHRASETABLE SEMANTICSIMILARITYDETAILSTABLE SEMANTICSIMILARITYTABLE
        SESSION_USER SET SETUSER SHUTDOWN SOME STATISTICS SYSTEM_USER TABLE TABLESAMPLE TEXTSIZE THEN TO TOP TRAN TRANSACTION TRIGGER
        TRUNCATE TRY_CONVERT TSEQUAL UNION UNIQUE UNPIVOT UPDATE UPDATETEXT USE USER VALUES VARYING VIEW WAITFOR WHEN WHERE WHILE WITH
        WITHIN WRITETEXT
        """;

    // What people write in a notebook: the reserved words of queries, and the words beside them that T-SQL does not reserve.
    private const string UsualWords =
        """
        SELECT FROM WHERE JOIN INNER LEFT RIGHT FULL CROSS OUTER ON GROUP BY HAVING ORDER ASC DESC DISTINCT TOP PERCENT TIES UNION ALL EXCEPT
        INTERSECT AS AND OR NOT NULL IS IN EXISTS BETWEEN LIKE ESCAPE CASE WHEN THEN ELSE END WITH OVER PARTITION ROWS RANGE PRECEDING
        FOLLOWING UNBOUNDED CURRENT ROW OFFSET FETCH NEXT ONLY APPLY PIVOT UNPIVOT VALUES INSERT INTO UPDATE SET DELETE MERGE USING MATCHED
        OUTPUT CREATE ALTER DROP TABLE VIEW PROCEDURE FUNCTION INDEX SCHEMA PRIMARY KEY FOREIGN REFERENCES UNIQUE CHECK DEFAULT CONSTRAINT
        IDENTITY TRUNCATE DECLARE BEGIN TRY CATCH THROW IF WHILE BREAK CONTINUE RETURN PRINT EXEC EXECUTE TRANSACTION COMMIT ROLLBACK USE GO
        OPTION RECOMPILE FOR JSON XML PATH AUTO COLLATE TABLESAMPLE WITHIN WAITFOR DELAY GRANT REVOKE
        int bigint smallint tinyint bit decimal numeric money smallmoney float real date time datetime datetime2 datetimeoffset smalldatetime
        char varchar nchar nvarchar binary varbinary uniqueidentifier xml json vector sql_variant
        """;

    private static readonly HashSet<string> Reserved = new(Split(ReservedWords), StringComparer.OrdinalIgnoreCase);

    /// <summary>What completion offers.</summary>
    public static IReadOnlyList<string> Keywords { get; } = Split(UsualWords);

    /// <summary>The functions that queries use most, by how they are called. learn.microsoft.com/sql/t-sql/functions.</summary>
    public static IReadOnlyList<SqlFunction> Functions { get; } =
    [
        .. new[]
        {
            "ABS(number)", "APPROX_COUNT_DISTINCT(expression)", "AVG(expression)", "CAST(expression AS type)", "CEILING(number)", "CHARINDEX(find, text, start)",
            "CHOOSE(index, value, …)", "COALESCE(expression, …)", "CONCAT(value, …)", "CONCAT_WS(separator, value, …)", "CONVERT(type, expression, style)",
            "COUNT(*) or COUNT(expression)", "COUNT_BIG(*)", "CUME_DIST() OVER (…)", "CURRENT_TIMESTAMP", "DATALENGTH(expression)", "DATEADD(part, number, date)",
            "DATEDIFF(part, start, end)", "DATEDIFF_BIG(part, start, end)", "DATEFROMPARTS(year, month, day)", "DATENAME(part, date)", "DATEPART(part, date)",
            "DATETRUNC(part, date)", "DATE_BUCKET(part, number, date, origin)", "DAY(date)", "DB_NAME()", "DENSE_RANK() OVER (…)", "EOMONTH(date, months)",
            "EXP(number)", "FIRST_VALUE(expression) OVER (…)", "FLOOR(number)", "FORMAT(value, format, culture)", "GENERATE_SERIES(start, stop, step)", "GETDATE()",
            "GETUTCDATE()", "GREATEST(value, …)", "GROUPING(column)", "HASHBYTES(algorithm, input)", "IIF(condition, then, else)", "ISJSON(text)",
            "ISNULL(expression, replacement)", "ISNUMERIC(expression)", "JSON_QUERY(json, path)", "JSON_VALUE(json, path)", "LAG(expression, offset, default) OVER (…)",
            "LAST_VALUE(expression) OVER (…)", "LEAD(expression, offset, default) OVER (…)", "LEAST(value, …)", "LEFT(text, length)", "LEN(text)", "LOG(number, base)",
            "LOWER(text)", "LTRIM(text)", "MAX(expression)", "MIN(expression)", "MONTH(date)", "NEWID()", "NTILE(groups) OVER (…)", "NULLIF(expression, other)",
            "OBJECT_ID(name, type)", "OPENJSON(json, path)", "PARSE(text AS type)", "PATINDEX(pattern, text)", "PERCENTILE_CONT(fraction) WITHIN GROUP (ORDER BY …) OVER (…)",
            "PERCENT_RANK() OVER (…)", "POWER(number, power)", "QUOTENAME(text, quote)", "RAND(seed)", "RANK() OVER (…)", "REPLACE(text, find, replacement)",
            "REPLICATE(text, times)", "REVERSE(text)", "RIGHT(text, length)", "ROUND(number, digits)", "ROW_NUMBER() OVER (ORDER BY …)", "RTRIM(text)", "SCOPE_IDENTITY()",
            "SIGN(number)", "SQRT(number)", "STDEV(expression)", "STRING_AGG(expression, separator)", "STRING_SPLIT(text, separator, ordinal)", "STUFF(text, start, length, insert)",
            "SUBSTRING(text, start, length)", "SUM(expression)", "SUSER_SNAME()", "SWITCHOFFSET(date, offset)", "SYSDATETIME()", "SYSDATETIMEOFFSET()", "SYSUTCDATETIME()",
            "TRANSLATE(text, characters, replacements)", "TRIM(text)", "TRY_CAST(expression AS type)", "TRY_CONVERT(type, expression, style)", "UPPER(text)", "USER_NAME()",
            "VAR(expression)", "YEAR(date)",
        }
        .Select(usage => new SqlFunction(usage.Split('(', ' ')[0], usage)),
    ];

    /// <summary>Whether a name of that spelling needs brackets.</summary>
    public static bool IsReserved(string word) => Reserved.Contains(word);

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
