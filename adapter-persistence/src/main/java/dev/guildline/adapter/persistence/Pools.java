package dev.guildline.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connection pools as the stores need them. */
final class Pools {
    /** One for the writer, one to hear other processes; the others read beside them. */
    private static final int CONNECTIONS = 7;

    private static final String H2_SETTINGS =
            ";MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=100";

    /** A file, named without a file system or with the plain one. */
    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:)?(?![a-zA-Z0-9]{2,}:)(.*)");

    private Pools() {}

    static HikariDataSource open(PersistenceConfig config) {
        boolean h2 = DatabaseUrl.parse(config.url()).isH2();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("guildline");
        pool.setJdbcUrl(h2 ? h2Url(config.url()) : config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(h2 ? CONNECTIONS : 2);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionTimeout(10_000);
        if (h2) {
            // H2 closes the database with its last connection: none is ever retired.
            pool.setMaxLifetime(0);
            pool.setIdleTimeout(0);
            pool.setExceptionOverride(new H2Broken());
        } else {
            // Several rows of a batch in one statement; rows kept out of error messages.
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.addDataSourceProperty("ApplicationName", "guildline");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
        }
        try {
            return new HikariDataSource(pool);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw JdbcErrors.beforeCommit("connecting to the database", refused);
            }
            throw e;
        }
    }

    static JdbcStores.Connections connections(HikariDataSource pool) {
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        return new JdbcStores.Connections(
                figures.getActiveConnections(), figures.getIdleConnections(), figures.getThreadsAwaitingConnection());
    }

    /**
     * The URL with the settings that the stores rely on. A plain file is opened through H2's asynchronous file system:
     * with the ordinary one an interrupt of a thread that is writing closes the file for good.
     */
    static String h2Url(String configured) {
        Matcher file = H2_FILE.matcher(configured);
        return (file.matches() ? "jdbc:h2:async:" + file.group(1) : configured) + H2_SETTINGS;
    }

    /** Takes connections out of the pool whose database has closed itself after a fault of the disk. */
    private static final class H2Broken implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failed) {
            return JdbcErrors.isConnectionLost(failed) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
