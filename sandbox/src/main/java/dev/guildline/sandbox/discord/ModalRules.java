package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Discord's limits on modals. */
final class ModalRules {
    static final int TEXT_DISPLAY = 10;
    static final int LABEL = 18;
    private static final int TITLE = 45;
    private static final int COMPONENTS = 5;
    private static final int LABEL_TEXT = 45;
    private static final int DESCRIPTION = 100;
    private static final int VALUE = 4000;
    private static final int PLACEHOLDER = 100;
    private static final Set<Integer> LABELLED = Set.of(3, 4, 5, 6, 7, 8, 19, 21, 22, 23);

    private ModalRules() {}

    static void check(ObjectNode modal, FormErrors errors) {
        errors.between("data.custom_id", Json.text(modal, "custom_id"), 1, ComponentRules.CUSTOM_ID);
        errors.between("data.title", Json.text(modal, "title"), 1, TITLE);
        ArrayNode components = Json.list(modal, "components");
        if (components.isEmpty() || components.size() > COMPONENTS) {
            errors.badLength("data.components", 1, COMPONENTS);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            top(components.get(i), "data.components." + i, ids, errors);
        }
    }

    private static void top(JsonNode component, String path, Set<String> ids, FormErrors errors) {
        switch (component.path("type").asInt()) {
            case ComponentRules.ROW -> {
                JsonNode input = component.path("components").path(0);
                errors.between(path + ".components.0.label", Json.text(input, "label"), 1, LABEL_TEXT);
                textInput(input, path + ".components.0", ids, errors);
            }
            case TEXT_DISPLAY -> errors.between(path + ".content", Json.text(component, "content"), 1, VALUE);
            case LABEL -> {
                errors.between(path + ".label", Json.text(component, "label"), 1, LABEL_TEXT);
                errors.atMost(path + ".description", Json.text(component, "description"), DESCRIPTION);
                labelled(component.path("component"), path + ".component", ids, errors);
            }
            default -> errors.choice(path + ".type", "1, 10, 18");
        }
    }

    private static void labelled(JsonNode component, String path, Set<String> ids, FormErrors errors) {
        int type = component.path("type").asInt();
        if (!LABELLED.contains(type)) {
            errors.choice(path + ".type", "3, 4, 5, 6, 7, 8, 19, 21, 22, 23");
        } else if (type == ComponentRules.TEXT_INPUT) {
            textInput(component, path, ids, errors);
        } else if (ComponentRules.isSelect(type)) {
            ComponentRules.select(component, path, ids, errors);
        } else {
            ComponentRules.customId(component, path, ids, errors);
        }
    }

    private static void textInput(JsonNode input, String path, Set<String> ids, FormErrors errors) {
        ComponentRules.customId(input, path, ids, errors);
        int style = input.path("style").asInt();
        if (style != 1 && style != 2) {
            errors.choice(path + ".style", "1, 2");
        }
        errors.atMost(path + ".placeholder", Json.text(input, "placeholder"), PLACEHOLDER);
        errors.atMost(path + ".value", Json.text(input, "value"), VALUE);
        int least = input.path("min_length").asInt(0);
        int most = input.path("max_length").asInt(VALUE);
        if (least < 0 || least > VALUE || most < 1 || most > VALUE || least > most) {
            errors.add(
                    path + ".max_length",
                    "NUMBER_TYPE_MAX",
                    "min_length and max_length must fit in 0 to " + VALUE + ".");
        }
    }
}
