package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts with {@code {{ path | filter: argument }}} in them. A path leads through objects by names and through lists by
 * {@code [0]}; a path to nowhere is an empty text. Objects and lists are written as JSON.
 */
final class Template {
    private Template() {}

    static String render(String template, JsonNode context) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (true) {
            int open = template.indexOf("{{", at);
            int close = open < 0 ? -1 : closing(template, open + 2);
            if (open < 0 || close < 0) {
                return out.append(template, at, template.length()).toString();
            }
            out.append(template, at, open);
            out.append(asText(evaluate(template.substring(open + 2, close), context)));
            at = close + 2;
        }
    }

    private static int closing(String template, int from) {
        char quote = 0;
        for (int at = from; at + 1 < template.length(); at++) {
            char letter = template.charAt(at);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if (letter == '}' && template.charAt(at + 1) == '}') {
                return at;
            }
        }
        return -1;
    }

    private static JsonNode evaluate(String expression, JsonNode context) {
        List<String> parts = split(expression, '|');
        JsonNode value = operand(parts.get(0).strip(), context);
        for (String filter : parts.subList(1, parts.size())) {
            List<String> nameAndArguments = split(filter.strip(), ':');
            List<String> arguments = new ArrayList<>();
            if (nameAndArguments.size() > 1) {
                String rest = filter.strip().substring(nameAndArguments.get(0).length() + 1);
                for (String argument : split(rest, ',')) {
                    arguments.add(asText(operand(argument.strip(), context)));
                }
            }
            value = Filters.apply(nameAndArguments.get(0).strip(), value, arguments);
        }
        return value;
    }

    private static JsonNode operand(String text, JsonNode context) {
        if (text.length() >= 2 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            return TextNode.valueOf(text.substring(1, text.length() - 1));
        }
        if (!text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
            return TextNode.valueOf(text);
        }
        return resolve(text, context);
    }

    private static JsonNode resolve(String path, JsonNode context) {
        JsonNode at = context;
        for (String step : path.replace("[", ".[").split("\\.", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            if (step.startsWith("[") && step.endsWith("]")) {
                String key = step.substring(1, step.length() - 1);
                boolean quoted = key.startsWith("\"") || key.startsWith("'");
                at = quoted ? at.path(key.substring(1, key.length() - 1)) : at.path(index(key));
            } else if (at.isArray() && step.equals("size")) {
                return TextNode.valueOf(Integer.toString(at.size()));
            } else {
                at = at.path(step);
            }
        }
        return at;
    }

    private static int index(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException notNumber) {
            return -1;
        }
    }

    static String asText(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    static boolean isBlank(JsonNode value) {
        return value instanceof MissingNode || value.isNull() || asText(value).isEmpty();
    }

    /** Splits outside quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
                part.append(letter);
            } else if (letter == separator) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                quote = letter == '"' || letter == '\'' ? letter : 0;
                part.append(letter);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
