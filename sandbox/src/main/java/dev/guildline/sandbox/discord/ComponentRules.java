package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Discord's limits on the components of a message, and the form in which it keeps them. */
final class ComponentRules {
    static final int ROW = 1;
    static final int BUTTON = 2;
    static final int STRING_SELECT = 3;
    static final int TEXT_INPUT = 4;

    static final int CUSTOM_ID = 100;
    private static final int LINK = 5;
    private static final int LAST_STYLE = 6;
    private static final int ROWS = 5;
    private static final int BUTTONS = 5;
    private static final int LABEL = 80;
    private static final int OPTIONS = 25;
    private static final int OPTION_TEXT = 100;
    private static final int PLACEHOLDER = 150;
    private static final int URL = 512;
    private static final int NEW_LAYOUT_COMPONENTS = 40;
    private static final int NEW_LAYOUT_TEXT = 4000;
    private static final Set<Integer> SELECTS = Set.of(STRING_SELECT, 5, 6, 7, 8);
    private static final Set<Integer> NEW_LAYOUT_TOP = Set.of(ROW, 9, 10, 12, 13, 14, 17);

    private ComponentRules() {}

    static boolean isSelect(int type) {
        return SELECTS.contains(type);
    }

    static void check(ArrayNode components, boolean newLayout, FormErrors errors) {
        Set<String> ids = new HashSet<>();
        if (newLayout) {
            newLayout(components, ids, errors);
            return;
        }
        if (components.size() > ROWS) {
            errors.tooLong("components", ROWS);
        }
        for (int i = 0; i < components.size(); i++) {
            String path = "components." + i;
            if (components.get(i).path("type").asInt() == ROW) {
                row(components.get(i), path, ids, errors);
            } else {
                errors.choice(path + ".type", "1");
            }
        }
    }

    private static void newLayout(ArrayNode components, Set<String> ids, FormErrors errors) {
        int[] counts = new int[2];
        for (int i = 0; i < components.size(); i++) {
            String path = "components." + i;
            if (NEW_LAYOUT_TOP.contains(components.get(i).path("type").asInt())) {
                nested(components.get(i), path, ids, counts, errors);
            } else {
                errors.choice(path + ".type", "1, 9, 10, 12, 13, 14, 17");
            }
        }
        if (counts[0] > NEW_LAYOUT_COMPONENTS) {
            errors.add(
                    "components",
                    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                    "The maximum number of components in a message is 40");
        }
        if (counts[1] > NEW_LAYOUT_TEXT) {
            errors.add(
                    "components",
                    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                    "Total displayable text is limited to 4000");
        }
    }

    private static void nested(JsonNode node, String path, Set<String> ids, int[] counts, FormErrors errors) {
        int type = node.path("type").asInt();
        counts[0]++;
        counts[1] += FormErrors.length(Json.text(node, "content"));
        if (type == ROW) {
            counts[0] += Json.list(node, "components").size();
            row(node, path, ids, errors);
            return;
        }
        if (type == BUTTON) {
            button(node, path, ids, errors);
            return;
        }
        ArrayNode children = Json.list(node, "components");
        for (int i = 0; i < children.size(); i++) {
            nested(children.get(i), path + ".components." + i, ids, counts, errors);
        }
        if (Json.has(node, "accessory")) {
            nested(node.get("accessory"), path + ".accessory", ids, counts, errors);
        }
    }

    private static void row(JsonNode row, String path, Set<String> ids, FormErrors errors) {
        ArrayNode children = Json.list(row, "components");
        if (children.isEmpty() || children.size() > BUTTONS) {
            errors.badLength(path + ".components", 1, BUTTONS);
        }
        for (int i = 0; i < children.size(); i++) {
            JsonNode child = children.get(i);
            String at = path + ".components." + i;
            int type = child.path("type").asInt();
            if (type == BUTTON) {
                button(child, at, ids, errors);
            } else if (isSelect(type)) {
                if (children.size() > 1) {
                    errors.add(
                            path + ".components",
                            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                            "The specified component exceeds the maximum width");
                }
                select(child, at, ids, errors);
            } else {
                errors.choice(at + ".type", "2, 3, 5, 6, 7, 8");
            }
        }
    }

    private static void button(JsonNode button, String path, Set<String> ids, FormErrors errors) {
        int style = button.path("style").asInt();
        if (style < 1 || style > LAST_STYLE) {
            errors.choice(path + ".style", "1, 2, 3, 4, 5, 6");
        }
        errors.atMost(path + ".label", Json.text(button, "label"), LABEL);
        if (style == LINK) {
            errors.between(path + ".url", Json.text(button, "url"), 1, URL);
            if (Json.has(button, "custom_id")) {
                errors.add(
                        path,
                        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                        "A custom id and url cannot both be specified");
            }
        } else if (style < LINK) {
            customId(button, path, ids, errors);
        }
        if (style < LAST_STYLE && Json.text(button, "label").isEmpty() && !Json.has(button, "emoji")) {
            errors.add(path, "BUTTON_COMPONENT_INVALID_LABEL", "A label or emoji is required");
        }
    }

    static void customId(JsonNode component, String path, Set<String> ids, FormErrors errors) {
        String id = Json.text(component, "custom_id");
        errors.between(path + ".custom_id", id, 1, CUSTOM_ID);
        if (!ids.add(id)) {
            errors.add(
                    path + ".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    static void select(JsonNode select, String path, Set<String> ids, FormErrors errors) {
        customId(select, path, ids, errors);
        errors.atMost(path + ".placeholder", Json.text(select, "placeholder"), PLACEHOLDER);
        if (select.path("type").asInt() != STRING_SELECT) {
            return;
        }
        ArrayNode options = Json.list(select, "options");
        if (options.isEmpty() || options.size() > OPTIONS) {
            errors.badLength(path + ".options", 1, OPTIONS);
        }
        Set<String> values = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            String at = path + ".options." + i;
            errors.between(at + ".label", Json.text(options.get(i), "label"), 1, OPTION_TEXT);
            errors.between(at + ".value", Json.text(options.get(i), "value"), 1, OPTION_TEXT);
            errors.atMost(at + ".description", Json.text(options.get(i), "description"), OPTION_TEXT);
            if (!values.add(Json.text(options.get(i), "value"))) {
                errors.add(
                        at + ".value",
                        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                        "The specified option value is already used");
            }
        }
        if (select.path("max_values").asInt(1) > options.size()) {
            errors.add(path + ".options", "BASE_TYPE_BAD_LENGTH", "Must offer as many options as may be chosen.");
        }
    }

    /** The components as they are kept and sent out: numbered, with defaults, and without what was not set. */
    static ArrayNode stored(ArrayNode components) {
        ArrayNode copy = components.deepCopy();
        Json.dropNulls(copy);
        number(copy, new int[] {0});
        return copy;
    }

    private static void number(ArrayNode components, int[] last) {
        for (JsonNode node : components) {
            if (node instanceof ObjectNode component) {
                number(component, last);
            }
        }
    }

    private static void number(ObjectNode component, int[] last) {
        int given = component.path("id").asInt();
        last[0] = Math.max(last[0] + 1, given);
        component.put("id", given > 0 ? given : last[0]);
        if (isSelect(component.path("type").asInt())) {
            component.put("min_values", component.path("min_values").asInt(1));
            component.put("max_values", component.path("max_values").asInt(1));
        }
        for (String single : List.of("component", "accessory")) {
            if (component.get(single) instanceof ObjectNode child) {
                number(child, last);
            }
        }
        number(Json.list(component, "components"), last);
    }
}
