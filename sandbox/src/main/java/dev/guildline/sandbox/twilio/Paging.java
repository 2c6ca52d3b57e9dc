package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pages, with the {@code meta} object that leads from one to the next. */
final class Paging {
    private static final int USUAL_SIZE = 50;

    private final int largestSize;

    Paging(int largestSize) {
        this.largestSize = largestSize;
    }

    /**
     * One page.
     *
     * @param key the name of the list in the answer
     * @param url the absolute URL of the list, without query
     * @param all every item, in order
     * @param render one item as JSON
     */
    <T> RestReply page(RestRequest request, String key, String url, List<T> all, Function<T, JsonNode> render) {
        int size = Math.min(number(request, "PageSize", USUAL_SIZE), largestSize);
        if (size < 1) {
            throw TwilioError.invalid("PageSize", "must be at least 1");
        }
        int page = number(request, "Page", 0);
        int from = Math.min(Math.multiplyExact(page, size), all.size());
        int to = Math.min(from + size, all.size());
        ArrayNode items = Json.array();
        all.subList(from, to).forEach(item -> items.add(render.apply(item)));
        String others = otherQuery(request);
        ObjectNode meta = Json.object()
                .put("page", page)
                .put("page_size", size)
                .put("first_page_url", link(url, size, 0, others))
                .put("previous_page_url", page == 0 ? null : link(url, size, page - 1, others))
                .put("url", link(url, size, page, others))
                .put("next_page_url", to < all.size() ? link(url, size, page + 1, others) : null)
                .put("key", key);
        ObjectNode answer = Json.object();
        answer.set(key, items);
        answer.set("meta", meta);
        return RestReply.ok(answer);
    }

    private static String link(String url, int size, int page, String others) {
        return url + "?" + others + "PageSize=" + size + "&Page=" + page + (page == 0 ? "" : "&PageToken=PT" + page);
    }

    private static String otherQuery(RestRequest request) {
        String query = request.queryString();
        if (query == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        FormText.parse(query).forEach((name, values) -> {
            if (!name.equals("Page") && !name.equals("PageSize") && !name.equals("PageToken")) {
                values.forEach(value -> kept.append(FormText.encode(name))
                        .append('=')
                        .append(FormText.encode(value))
                        .append('&'));
            }
        });
        return kept.toString();
    }

    private static int number(RestRequest request, String name, int otherwise) {
        @Nullable String text = request.query(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException notNumber) {
            throw TwilioError.invalid(name, "not a whole number");
        }
    }
}
