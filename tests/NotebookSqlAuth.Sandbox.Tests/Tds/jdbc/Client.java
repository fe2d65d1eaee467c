import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.*;

/**
 * An independent client: signs in to the sandbox with an access token and prints what it was answered, one value a line,
 * its name and the UTF-8 bytes of its text in base 64. The environment names port, certificate file and token, so that
 * none of them stands on a command line.
 */
public class Client {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn");

    public static void main(String[] tables) throws Exception {
        // Both ways that TLS starts: before the first TDS byte (8.0), and inside PRELOGIN (7.4).
        try (Connection connection = open("encrypt=strict;serverCertificate=" + System.getenv("TDS_CERTIFICATE"))) {
            for (String table : tables) {
                readTable(connection, table);
            }
        } catch (SQLException e) {
            print("error", e.getErrorCode() + " " + e.getMessage());
            return;
        }

        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (FileInputStream file = new FileInputStream(System.getenv("TDS_CERTIFICATE"))) {
            store.setCertificateEntry("sandbox", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }

        java.nio.file.Path trusted = Files.createTempFile("trusted", ".p12");
        try {
            try (FileOutputStream file = new FileOutputStream(trusted.toFile())) {
                store.store(file, "changeit".toCharArray());
            }

            String trust = "encrypt=true;trustServerCertificate=false;trustStoreType=PKCS12;trustStorePassword=changeit;trustStore=" + trusted;
            try (Connection connection = open(trust)) {
                ask(connection);
            }
        } finally {
            Files.delete(trusted);
        }
    }

    private static Connection open(String encryption) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("accessToken", System.getenv("TDS_TOKEN"));
        return DriverManager.getConnection(
            "jdbc:sqlserver://localhost:" + System.getenv("TDS_PORT") + ";databaseName=" + System.getenv("TDS_DATABASE") + ";" + encryption, properties);
    }

    private static void readTable(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet probe = statement.executeQuery("SELECT * FROM (SELECT * FROM types." + table + ") SPARK_GEN_SUBQ_0 WHERE 1=0")) {
            print(table + "/type", probe.getMetaData().getColumnTypeName(2));
            print(table + "/probe", String.valueOf(probe.next()));
        }

        String rows = "SELECT \"id\",\"value\" FROM (SELECT * FROM types." + table + ") SPARK_GEN_SUBQ_1 WHERE ";
        for (String range : new String[] { "\"id\" < 2 or \"id\" is null", "\"id\" >= 2 AND \"id\" < 4", "\"id\" >= 4" }) {
            try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(rows + range)) {
                while (result.next()) {
                    print(table + "/" + result.getInt(1), text(result));
                }
            }
        }
    }

    private static void ask(Connection connection) throws Exception {
        try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM sales.Orders WHERE OrderId <= ?")) {
            // The driver calls sp_executesql first, sp_prepexec next, and sp_execute from then on.
            for (int last = 250; last < 254; last++) {
                count.setInt(1, last);
                try (ResultSet result = count.executeQuery()) {
                    result.next();
                    print("count/" + last, result.getString(1));
                }
            }
        }

        try (Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("SELECT OrderId FROM sales.Orders")) {
                result.next();
                statement.cancel();
                while (result.next()) {
                }
                print("cancelled", "false");
            } catch (SQLException e) {
                print("cancelled", "true");
            }

            try (ResultSet result = statement.executeQuery("SELECT SUSER_SNAME() + ' ' + DB_NAME()")) {
                result.next();
                print("who", result.getString(1));
            }

            try (ResultSet result = statement.executeQuery("SELECT nothing FROM sales.Orders")) {
                print("wrong", "");
            } catch (SQLException e) {
                print("wrong", e.getErrorCode() + " " + e.getMessage());
            }
        }
    }

    private static String text(ResultSet result) throws SQLException {
        if (result.getObject(2) == null) {
            return null;
        }

        return switch (result.getMetaData().getColumnTypeName(2)) {
            case "decimal", "money", "smallmoney" -> result.getBigDecimal(2).toPlainString();
            case "real" -> Integer.toHexString(Float.floatToIntBits(result.getFloat(2)));
            case "float" -> Long.toHexString(Double.doubleToLongBits(result.getDouble(2)));
            case "date" -> DAY.format(result.getObject(2, LocalDate.class));
            case "time" -> CLOCK.format(result.getObject(2, LocalTime.class));
            case "datetime", "smalldatetime", "datetime2" -> stamp(result.getObject(2, LocalDateTime.class));
            case "datetimeoffset" -> {
                OffsetDateTime time = result.getObject(2, OffsetDateTime.class);
                yield stamp(time.toLocalDateTime()) + " " + time.getOffset().getTotalSeconds() / 60;
            }
            default -> result.getString(2);
        };
    }

    private static String stamp(LocalDateTime time) {
        return DAY.format(time) + " " + CLOCK.format(time);
    }

    private static void print(String name, String value) {
        System.out.println(name + "\t" + (value == null ? "-" : Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    }
}
