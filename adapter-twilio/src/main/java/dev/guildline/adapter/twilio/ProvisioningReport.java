package dev.guildline.adapter.twilio;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What provisioning found and changed in a Twilio account. Immutable.
 *
 * @param chatServiceSid the Flex chat service
 * @param workspaceSid the TaskRouter workspace
 * @param workflowSid the workflow that tasks enter by
 * @param studioFlowSidOrNull the Studio flow; null in direct routing and where a dry run did not make it
 * @param dryRun whether changes were only looked at
 * @param items everything that was looked at, in order
 */
public record ProvisioningReport(
        String chatServiceSid,
        String workspaceSid,
        String workflowSid,
        @Nullable String studioFlowSidOrNull,
        boolean dryRun,
        List<Item> items) {
    /** Keeps an unchangeable copy of the items. */
    public ProvisioningReport {
        items = List.copyOf(items);
    }

    /** What was done about something; in a dry run, what would be done. */
    public enum Action {
        /** It was there and is as it should be. */
        FOUND,
        /** It was not there and has been made. */
        CREATED,
        /** It was there, was different, and has been changed. */
        UPDATED,
        /** It belongs to somebody else and was left alone; a person has to decide. */
        REFUSED
    }

    /**
     * One thing in the account.
     *
     * @param what a few words
     * @param sid its sid, empty if it is not there yet
     * @param action what was done about it
     * @param detail more for the operator, may be empty
     */
    public record Item(String what, String sid, Action action, String detail) {
        /** One line for the operator. */
        @Override
        public String toString() {
            return what + (sid.isEmpty() ? "" : " " + sid) + ": "
                    + action.name().toLowerCase(java.util.Locale.ROOT) + (detail.isEmpty() ? "" : " (" + detail + ")");
        }
    }

    /**
     * The Studio flow.
     *
     * @return its sid, empty in direct routing and where a dry run did not make it
     */
    public Optional<String> studioFlowSid() {
        return Optional.ofNullable(studioFlowSidOrNull);
    }

    /**
     * Whether nothing is left for a person to decide.
     *
     * @return false if something was refused
     */
    public boolean complete() {
        return items.stream().noneMatch(item -> item.action() == Action.REFUSED);
    }
}
