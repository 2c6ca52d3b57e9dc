package dev.guildline.core.relay;

/** Where a delivery goes. Every conversation has one ordered lane to each. */
public enum Side {
    /** To the customer, by the chat channel. */
    CUSTOMER,
    /** To the live agents, by the contact center. */
    CONTACT_CENTER,
    /** To the virtual agent, for its turn. */
    VIRTUAL_AGENT
}
