package dev.guildline.core.port.contactcenter;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.participant.Customer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a live agent.
 *
 * @param conversation ours
 * @param customer with whom
 * @param reason why
 * @param caseNumberOrNull the case opened for it
 * @param subject the case's subject, may be empty
 * @param doubtful an earlier attempt may have succeeded: look before asking
 */
public record AgentRequest(
        ConversationId conversation,
        Customer customer,
        HandoffReason reason,
        @Nullable CaseNumber caseNumberOrNull,
        String subject,
        boolean doubtful) {
    /**
     * The case opened for it.
     *
     * @return its number, empty if there is none
     */
    public Optional<CaseNumber> caseNumber() {
        return Optional.ofNullable(caseNumberOrNull);
    }
}
