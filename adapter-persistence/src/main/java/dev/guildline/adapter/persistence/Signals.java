package dev.guildline.adapter.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what other processes signal through PostgreSQL, on a connection and a thread of its own. While the connection
 * is being made anew signals are missed; they are hints, and what they hint at is found without them a little later.
 */
final class Signals implements AutoCloseable {
    /** The channel of {@code LISTEN} and {@code NOTIFY}. */
    static final String CHANNEL = "guildline";

    private static final Logger LOG = System.getLogger(Signals.class.getName());
    private static final int LISTENED_MILLIS = 500;

    private final DataSource source;
    private final String ownName;
    private final Runnable heard;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param ownName whose signals are not heard
     */
    Signals(DataSource source, String ownName, Runnable heard) {
        this.source = source;
        this.ownName = ownName;
        this.heard = heard;
        this.thread = new Thread(this::listenUntilClosed, "guildline-signals");
        thread.setDaemon(true);
        thread.start();
    }

    private void listenUntilClosed() {
        try {
            do {
                try (Connection connection = source.getConnection()) {
                    listen(connection);
                } catch (SQLException e) {
                    if (closed.getCount() > 0) {
                        LOG.log(
                                Level.INFO,
                                "signals of other processes are not heard for a moment: {0}",
                                JdbcErrors.code(e));
                    }
                }
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        run(connection, "listen " + CHANNEL);
        // What was signalled before is not told any more.
        heard.run();
        PGConnection postgresql = connection.unwrap(PGConnection.class);
        while (closed.getCount() > 0) {
            PGNotification[] signals = postgresql.getNotifications(LISTENED_MILLIS);
            if (signals != null
                    && Arrays.stream(signals).anyMatch(s -> !s.getParameter().equals(ownName))) {
                heard.run();
            }
        }
        run(connection, "unlisten " + CHANNEL);
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(2L * LISTENED_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
