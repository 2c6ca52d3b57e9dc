package dev.guildline.adapter.languagemodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What an endpoint understands beyond model and messages. Servers differ: some refuse a form of answer, some models a
 * temperature, newer ones call the limit otherwise. What is refused by name is left out from then on. Thread-safe.
 */
final class Dialect {
    private volatile Fields fields = new Fields(true, true, Limit.MAX_TOKENS);

    /** How the longest answer is limited. */
    enum Limit {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS,
        NONE
    }

    /** Which fields are sent at present. */
    record Fields(boolean jsonObject, boolean temperature, Limit limit) {}

    Fields fields() {
        return fields;
    }

    void speak(Fields spoken, ObjectNode request, int maxTokens) {
        if (spoken.jsonObject()) {
            request.putObject("response_format").put("type", "json_object");
        }
        if (spoken.temperature()) {
            request.put("temperature", 0);
        }
        switch (spoken.limit()) {
            case MAX_TOKENS -> request.put("max_tokens", maxTokens);
            case MAX_COMPLETION_TOKENS -> request.put("max_completion_tokens", maxTokens);
            case NONE -> {}
        }
    }

    /**
     * The endpoint refused a request.
     *
     * @param spoken how it was put
     * @param complaint what it said to it
     * @return whether it can be put otherwise
     */
    synchronized boolean learn(Fields spoken, String complaint) {
        if (!spoken.equals(fields)) {
            // Another question has found it out meanwhile.
            return true;
        }
        fields = without(spoken, complaint.toLowerCase(Locale.ROOT));
        return !spoken.equals(fields);
    }

    private static Fields without(Fields spoken, String about) {
        if (spoken.jsonObject() && about.contains("response_format")) {
            return new Fields(false, spoken.temperature(), spoken.limit());
        } else if (spoken.limit() == Limit.MAX_TOKENS && about.contains("max_completion_tokens")) {
            return new Fields(spoken.jsonObject(), spoken.temperature(), Limit.MAX_COMPLETION_TOKENS);
        } else if (spoken.temperature() && about.contains("temperature")) {
            return new Fields(spoken.jsonObject(), false, spoken.limit());
        } else if (spoken.limit() != Limit.NONE && about.contains(name(spoken.limit()))) {
            return new Fields(spoken.jsonObject(), spoken.temperature(), Limit.NONE);
        }
        return spoken;
    }

    private static String name(Limit limit) {
        return limit.name().toLowerCase(Locale.ROOT);
    }
}
