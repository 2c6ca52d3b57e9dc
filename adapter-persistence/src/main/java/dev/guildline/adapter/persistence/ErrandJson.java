package dev.guildline.adapter.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Errand.EndContact;
import dev.guildline.core.relay.Errand.RelayChange;
import dev.guildline.core.relay.Errand.RelayMessage;
import dev.guildline.core.relay.Errand.RequestAgent;
import dev.guildline.core.relay.Errand.TakeTurn;

/** The stored form of {@link Errand}. */
final class ErrandJson {
    private ErrandJson() {}

    static String write(Errand errand) {
        return Json.write(tree(errand));
    }

    private static ObjectNode tree(Errand errand) {
        if (errand instanceof RelayMessage relay) {
            return Json.typed("relay_message").put("sequence", relay.sequence());
        }
        if (errand instanceof RelayChange change) {
            return Json.typed("relay_change").put("sequence", change.sequence()).put("number", change.number());
        }
        if (errand instanceof TakeTurn) {
            return Json.typed("take_turn");
        }
        if (errand instanceof RequestAgent request) {
            return Json.typed("request_agent").put("reason", Codes.HANDOFF_REASON.code(request.reason()));
        }
        if (errand instanceof EndContact end) {
            return Json.typed("end_contact").put("reason", Codes.CLOSE_REASON.code(end.reason()));
        }
        throw new IllegalStateException(
                "no stored form for " + errand.getClass().getName());
    }

    static Errand read(String stored) {
        JsonNode node = Json.read(stored);
        return switch (Json.type(node)) {
            case "relay_message" -> new RelayMessage(Json.number(node, "sequence"));
            case "relay_change" ->
                new RelayChange(Json.number(node, "sequence"), Math.toIntExact(Json.number(node, "number")));
            case "take_turn" -> new TakeTurn();
            case "request_agent" -> new RequestAgent(Codes.HANDOFF_REASON.constant(Json.text(node, "reason")));
            case "end_contact" -> new EndContact(Codes.CLOSE_REASON.constant(Json.text(node, "reason")));
            default -> throw JdbcErrors.unreadable("errand of type " + Json.type(node));
        };
    }
}
