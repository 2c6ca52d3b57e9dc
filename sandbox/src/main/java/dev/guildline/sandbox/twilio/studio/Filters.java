package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The filters of templates. One that is not known leaves the value as it is, as Liquid does. */
final class Filters {
    private Filters() {}

    static JsonNode apply(String name, JsonNode value, List<String> arguments) {
        if (name.equals("default")) {
            boolean absent = Template.isBlank(value) || (value.isBoolean() && !value.booleanValue());
            return absent ? TextNode.valueOf(argument(arguments, 0)) : value;
        }
        if (name.equals("to_json") || name.equals("json")) {
            return TextNode.valueOf(value.isMissingNode() ? "null" : value.toString());
        }
        if (name.equals("size")) {
            int size = value.isContainerNode()
                    ? value.size()
                    : Template.asText(value).length();
            return TextNode.valueOf(Integer.toString(size));
        }
        return TextNode.valueOf(text(name, Template.asText(value), arguments));
    }

    private static String text(String name, String value, List<String> arguments) {
        return switch (name) {
            case "downcase" -> value.toLowerCase(Locale.ROOT);
            case "upcase" -> value.toUpperCase(Locale.ROOT);
            case "capitalize" ->
                value.isEmpty()
                        ? value
                        : value.substring(0, 1).toUpperCase(Locale.ROOT)
                                + value.substring(1).toLowerCase(Locale.ROOT);
            case "strip" -> value.strip();
            case "strip_newlines" -> value.replace("\r", "").replace("\n", "");
            case "escape" ->
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
            case "url_encode" -> URLEncoder.encode(value, StandardCharsets.UTF_8);
            case "append" -> value + argument(arguments, 0);
            case "prepend" -> argument(arguments, 0) + value;
            case "remove" -> value.replace(argument(arguments, 0), "");
            case "replace" -> value.replace(argument(arguments, 0), argument(arguments, 1));
            case "truncate" -> truncate(value, arguments);
            default -> value;
        };
    }

    private static String truncate(String value, List<String> arguments) {
        int length = arguments.isEmpty() ? 50 : Integer.parseInt(arguments.get(0));
        String ellipsis = arguments.size() > 1 ? arguments.get(1) : "...";
        return value.length() <= length
                ? value
                : value.substring(0, Math.max(0, length - ellipsis.length())) + ellipsis;
    }

    private static String argument(List<String> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }
}
