package dev.guildline.adapter.persistence;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place that turns what JDBC throws into what core understands. */
final class JdbcErrors {
    /** SQLState classes of faults that the same call meets again: data, constraint, syntax, access, missing catalog. */
    private static final Set<String> REPEATING = Set.of("0A", "22", "23", "25", "28", "2B", "3D", "3F", "42", "44");

    /**
     * What H2 reports once the database has closed itself: general error, I/O error (without and with name), connection
     * broken, database closed, database closing.
     */
    private static final Set<Integer> H2_CLOSED = Set.of(50_000, 90_028, 90_031, 90_067, 90_098, 90_121);

    private static final int H2_IN_USE = 90_020;

    private JdbcErrors() {}

    /** A failure before the commit was asked for: nothing has happened. */
    static PortException beforeCommit(String doing, SQLException failed) {
        String state = state(failed);
        String message = doing + " failed: " + code(failed);
        if (failed instanceof SQLTransientException
                || failed instanceof SQLRecoverableException
                || !REPEATING.contains(classOf(state))) {
            return new PortException.Retryable(message, scrubbed(failed));
        }
        return new PortException.Permanent(refusal(state), message, scrubbed(failed));
    }

    /** A failure while committing: it may have happened, unless the database itself says that it undid everything. */
    static PortException whileCommitting(SQLException failed) {
        String kind = classOf(state(failed));
        if ((kind.equals("40") && !"40003".equals(state(failed))) || kind.equals("23") || kind.equals("25")) {
            return beforeCommit("commit", failed);
        }
        return new PortException.OutcomeUnknown("commit failed: " + code(failed), scrubbed(failed));
    }

    /** Stored data that this version cannot read: written by a newer one, or damaged. */
    static PortException unreadable(String what) {
        return new PortException.Permanent(
                Refusal.INVALID,
                "the database holds something that this version does not know: " + what
                        + "; run the version that wrote it, or a later one",
                null);
    }

    /** The connection is of no use any more, and probably no other one that is open now either. */
    static boolean isConnectionLost(SQLException failed) {
        String state = state(failed);
        return classOf(state).equals("08") || state.startsWith("57P0") || H2_CLOSED.contains(failed.getErrorCode());
    }

    static boolean isConstraint(SQLException failed) {
        return classOf(state(failed)).equals("23");
    }

    static String code(SQLException failed) {
        String more = failed.getErrorCode() == H2_IN_USE ? " (another process uses the H2 file)" : "";
        return "SQLState " + state(failed) + ", vendor code " + failed.getErrorCode() + more;
    }

    /** Drivers put rows into their messages, and rows hold what customers wrote: keep codes and stack traces only. */
    static SQLException scrubbed(SQLException failed) {
        SQLException clean = new SQLException(
                failed.getClass().getSimpleName() + ", " + code(failed), failed.getSQLState(), failed.getErrorCode());
        clean.setStackTrace(failed.getStackTrace());
        return clean;
    }

    private static Refusal refusal(String state) {
        if (classOf(state).equals("28") || state.equals("42501")) {
            return Refusal.NOT_ALLOWED;
        }
        return classOf(state).equals("3D") ? Refusal.NOT_FOUND : Refusal.INVALID;
    }

    private static String state(SQLException failed) {
        @Nullable String state = failed.getSQLState();
        return state == null ? "unknown" : state;
    }

    private static String classOf(String state) {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }
}
