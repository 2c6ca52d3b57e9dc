package dev.guildline.core.port.store;

import dev.guildline.core.port.casework.CaseManagement;

/** All stores, inside one transaction. Used by the thread that runs it, and only while it runs. */
public interface Transaction {
    /**
     * The conversations.
     *
     * @return always the same inside one transaction
     */
    ConversationStore conversations();

    /**
     * The customers.
     *
     * @return always the same inside one transaction
     */
    CustomerStore customers();

    /**
     * What was said.
     *
     * @return always the same inside one transaction
     */
    Journal journal();

    /**
     * The deliveries.
     *
     * @return always the same inside one transaction
     */
    Outbox outbox();

    /**
     * The events that reached us.
     *
     * @return always the same inside one transaction
     */
    Inbox inbox();

    /**
     * The cases.
     *
     * @return always the same inside one transaction
     */
    CaseManagement cases();

    /**
     * Which process makes the deliveries.
     *
     * @return always the same inside one transaction
     */
    RelayLease lease();

    /**
     * Who may not come in.
     *
     * @return always the same inside one transaction
     */
    AdmissionStore admission();

    /**
     * What was asked and not answered.
     *
     * @return always the same inside one transaction
     */
    UnansweredStore unanswered();

    /**
     * How well the articles serve.
     *
     * @return always the same inside one transaction
     */
    FigureStore figures();

    /**
     * What is not kept any longer.
     *
     * @return always the same inside one transaction
     */
    RetentionStore retention();
}
