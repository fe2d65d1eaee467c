import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.python.PythonSQLUtils;

/**
 * Takes Arrow files into a local Spark by the very calls that the adapter makes through the bridge of .NET for Apache
 * Spark, and writes what Spark then holds. One line of input is one file: its path, the path of its schema as Spark's
 * JSON, the path to write to and the bytes up to which Spark keeps rows in the plan (beyond, each batch is a partition),
 * parted by tabs; the answer is one line, "done" or the error.
 */
public final class ArrowIntake {
    public static void main(String[] args) throws Exception {
        // Spark's libraries write to standard output too; the answers must be alone there.
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        SparkSession spark = SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.session.timeZone", "Asia/Kathmandu")
            .getOrCreate();
        answers.println("ready " + spark.version());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] paths = line.split("\t");
            String answer = "done";
            try {
                spark.conf().set("spark.sql.execution.arrow.localRelationThreshold", paths[3]);
                take(spark, paths[0], Files.readString(Path.of(paths[1])), new File(paths[2]));
            } catch (Exception exception) {
                answer = exception.toString().replace('\n', ' ');
            }
            answers.println(answer);
        }
        spark.stop();
    }

    private static void take(SparkSession spark, String arrow, String schema, File output) throws Exception {
        var batches = PythonSQLUtils.readArrowStreamFromFile(arrow);
        // The adapter deletes the file here: Spark must have read it whole.
        Files.delete(Path.of(arrow));
        PythonSQLUtils.toDataFrame(batches, schema, spark).createOrReplaceTempView("`taken in`");
        Dataset<Row> frame = spark.table("`taken in`");
        spark.catalog().dropTempView("taken in");
        List<List<String>> rows = new ArrayList<>();
        for (Row row : frame.collectAsList()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.length(); i++) {
                cells.add(text(row.get(i)));
            }
            rows.add(cells);
        }
        new ObjectMapper().writeValue(output, Map.of(
            "schema", frame.schema().json(), "partitions", frame.rdd().getNumPartitions(), "rows", rows));
    }

    /** A cell as a text that two cells share only if they are equal: bits of floating point, microseconds of times. */
    private static String text(Object cell) {
        if (cell == null) {
            return null;
        } else if (cell instanceof Double number) {
            return Long.toHexString(Double.doubleToRawLongBits(number));
        } else if (cell instanceof Float number) {
            return Integer.toHexString(Float.floatToRawIntBits(number));
        } else if (cell instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (cell instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (cell instanceof LocalDate date) {
            return Long.toString(date.toEpochDay());
        } else if (cell instanceof Instant instant) {
            return microseconds(instant);
        } else if (cell instanceof LocalDateTime local) {
            return microseconds(local.toInstant(ZoneOffset.UTC));
        }
        return cell.toString();
    }

    private static String microseconds(Instant instant) {
        return Long.toString(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000));
    }
}
