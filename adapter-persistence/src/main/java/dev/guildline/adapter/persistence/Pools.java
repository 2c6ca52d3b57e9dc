package dev.guildline.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** Connection pools as the stores need them. */
final class Pools {
    /** One for the writer; the others read beside it. */
    private static final int CONNECTIONS = 6;

    private static final String H2_SETTINGS =
            ";MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=100";

    private Pools() {}

    static HikariDataSource open(PersistenceConfig config) {
        boolean h2 = DatabaseUrl.parse(config.url()).isH2();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("guildline");
        pool.setJdbcUrl(h2 ? config.url() + H2_SETTINGS : config.url());
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
}
