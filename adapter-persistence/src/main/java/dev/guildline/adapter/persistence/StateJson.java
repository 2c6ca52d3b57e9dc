package dev.guildline.adapter.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.conversation.ConversationState.Closed;
import dev.guildline.core.conversation.ConversationState.WaitingForAgent;
import dev.guildline.core.conversation.ConversationState.WithAgent;
import dev.guildline.core.conversation.ConversationState.WithVirtualAgent;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.participant.Agent;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The stored form of {@link ConversationState}. Its type is the code of the status, which has a column of its own too. */
final class StateJson {
    private StateJson() {}

    static String write(ConversationState state) {
        ObjectNode node = Json.typed(Codes.STATUS.code(state.status()));
        return Json.write(fill(node, state));
    }

    private static ObjectNode fill(ObjectNode node, ConversationState state) {
        if (state instanceof WithVirtualAgent) {
            return node;
        }
        if (state instanceof WaitingForAgent waiting) {
            return node.put("reason", Codes.HANDOFF_REASON.code(waiting.reason()))
                    .put("since", Sql.micros(waiting.since()).toString());
        }
        if (state instanceof WithAgent with) {
            return node.put("agent", with.agent().id().value())
                    .put("name", with.agent().displayName())
                    .put("since", Sql.micros(with.since()).toString());
        }
        if (state instanceof Closed closed) {
            return node.put("reason", Codes.CLOSE_REASON.code(closed.reason()))
                    .put("at", Sql.micros(closed.at()).toString());
        }
        throw new IllegalStateException("no stored form for " + state.getClass().getName());
    }

    static ConversationState read(String stored) {
        JsonNode node = Json.read(stored);
        return switch (Codes.STATUS.constant(Json.type(node))) {
            case WITH_VIRTUAL_AGENT -> new WithVirtualAgent();
            case WAITING_FOR_AGENT ->
                new WaitingForAgent(
                        Codes.HANDOFF_REASON.constant(Json.text(node, "reason")), moment(Json.text(node, "since")));
            case WITH_AGENT ->
                new WithAgent(
                        new Agent(new AgentId(Json.text(node, "agent")), Json.text(node, "name")),
                        moment(Json.text(node, "since")));
            case CLOSED ->
                new Closed(Codes.CLOSE_REASON.constant(Json.text(node, "reason")), moment(Json.text(node, "at")));
        };
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw JdbcErrors.unreadable("a moment that is not ISO 8601");
        }
    }
}
