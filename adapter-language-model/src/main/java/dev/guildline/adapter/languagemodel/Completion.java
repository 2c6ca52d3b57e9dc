package dev.guildline.adapter.languagemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an endpoint made of a prompt.
 *
 * @param content what the model wrote; empty if it wrote nothing that counts
 * @param tokens what it cost, if it says so
 */
record Completion(Optional<String> content, OptionalLong tokens) {
    /** Nobody is charged more than this for one answer, whatever is claimed. */
    private static final long MOST_TOKENS = 10_000_000;

    private static final Set<String> CUT_SHORT = Set.of("length", "content_filter", "tool_calls", "function_call");

    /**
     * Reads an answer.
     *
     * @throws EndpointFailure if it is none of a chat completion's
     */
    static Completion of(JsonNode answer) throws EndpointFailure {
        JsonNode choice = answer.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw new EndpointFailure("answers with JSON that has no message", Duration.ZERO, true);
        }
        return new Completion(content(choice), tokens(answer.path("usage")));
    }

    private static Optional<String> content(JsonNode choice) {
        JsonNode message = choice.path("message");
        boolean whole = !CUT_SHORT.contains(choice.path("finish_reason").asText(""));
        // It was offered no tools: whoever wants to use one is not answering.
        boolean wantsTools = !message.path("tool_calls").isEmpty() || message.hasNonNull("function_call");
        JsonNode content = message.path("content");
        return whole && !wantsTools && content.isTextual() ? Optional.of(content.textValue()) : Optional.empty();
    }

    private static OptionalLong tokens(JsonNode usage) {
        long total = Math.max(count(usage, "total_tokens"), plus(usage));
        return total < 1 ? OptionalLong.empty() : OptionalLong.of(Math.min(total, MOST_TOKENS));
    }

    private static long plus(JsonNode usage) {
        return count(usage, "prompt_tokens") + count(usage, "completion_tokens");
    }

    private static long count(JsonNode usage, String field) {
        JsonNode value = usage.path(field);
        if (!value.isIntegralNumber()) {
            return 0;
        }
        return value.canConvertToLong() ? Math.max(0, Math.min(MOST_TOKENS, value.longValue())) : MOST_TOKENS;
    }
}
