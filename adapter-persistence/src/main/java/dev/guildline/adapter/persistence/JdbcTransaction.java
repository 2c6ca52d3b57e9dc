package dev.guildline.adapter.persistence;

import dev.guildline.core.port.casework.CaseManagement;
import dev.guildline.core.port.store.AdmissionStore;
import dev.guildline.core.port.store.ConversationStore;
import dev.guildline.core.port.store.CustomerStore;
import dev.guildline.core.port.store.FigureStore;
import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.port.store.RelayLease;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnansweredStore;

/**
 * The stores on one connection. Rows that nothing has asked for yet are collected and written together, table by table,
 * in an order that foreign keys allow; a read of a table writes what is collected for it first.
 */
final class JdbcTransaction implements Transaction {
    private final Sql sql;
    private final JdbcCustomerStore customers;
    private final JdbcConversationStore conversations;
    private final JdbcJournal journal;
    private final JdbcOutbox outbox;
    private final JdbcInbox inbox;
    private final JdbcCaseManagement cases;
    private final JdbcLease lease;
    private final JdbcAdmissionStore admission;
    private final JdbcUnansweredStore unanswered;
    private final JdbcFigureStore figures;
    private final JdbcRetentionStore retention;

    JdbcTransaction(Sql sql, SqlDialect dialect, String storesName) {
        this.sql = sql;
        customers = new JdbcCustomerStore(sql);
        conversations = new JdbcConversationStore(sql);
        journal = new JdbcJournal(sql);
        outbox = new JdbcOutbox(sql, new Sequence(sql, dialect, "delivery_id", 4));
        inbox = new JdbcInbox(sql);
        cases = new JdbcCaseManagement(sql, new Sequence(sql, dialect, "case_number", 1));
        admission = new JdbcAdmissionStore(sql);
        unanswered = new JdbcUnansweredStore(sql, new Sequence(sql, dialect, "unanswered_question_id", 1));
        figures = new JdbcFigureStore(sql);
        retention = new JdbcRetentionStore(sql, this::flush);
        lease = new JdbcLease(sql, dialect, storesName);
    }

    @Override
    public ConversationStore conversations() {
        return conversations;
    }

    @Override
    public CustomerStore customers() {
        return customers;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public CaseManagement cases() {
        return cases;
    }

    @Override
    public AdmissionStore admission() {
        return admission;
    }

    @Override
    public UnansweredStore unanswered() {
        return unanswered;
    }

    @Override
    public FigureStore figures() {
        return figures;
    }

    @Override
    public RelayLease lease() {
        return lease;
    }

    @Override
    public RetentionStore retention() {
        return retention;
    }

    /** Writes all that is collected; false if this transaction has changed nothing. */
    boolean flush() {
        sql.throwFailure();
        customers.flush();
        conversations.flush();
        journal.flush();
        outbox.flush();
        unanswered.flush();
        figures.flush();
        return sql.wrote();
    }
}
