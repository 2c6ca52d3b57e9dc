package dev.guildline.core.internal;

import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts what text alone cannot show into marks, in the language of who reads them. */
final class Enclosures {
    private static final int LONGEST_QUOTE = 120;

    private final Phrases phrases;
    private final Locale agents;

    Enclosures(Phrases phrases, Locale agents) {
        this.phrases = phrases;
        this.agents = agents;
    }

    /** A customer's message with all that belongs to it. */
    MessageBody byCustomer(String words, List<Enclosure> enclosures) {
        return body(agents, words, enclosures);
    }

    /** A message to a customer with all that belongs to it. */
    MessageBody toCustomer(Customer customer, String words, List<Enclosure> enclosures) {
        return body(customer.language(), words, enclosures);
    }

    /** What it answers comes before its words, the rest after them. */
    private MessageBody body(Locale locale, String words, List<Enclosure> enclosures) {
        if (enclosures.isEmpty()) {
            return new MessageBody.Text(words);
        }
        List<String> parts = new ArrayList<>();
        enclosures.stream()
                .filter(enclosure -> enclosure.kind() == EnclosureKind.QUOTE)
                .map(enclosure -> mark(locale, enclosure))
                .forEach(parts::add);
        if (!words.isBlank()) {
            parts.add(words);
        }
        enclosures.stream()
                .filter(enclosure -> enclosure.kind() != EnclosureKind.QUOTE)
                .map(enclosure -> mark(locale, enclosure))
                .forEach(parts::add);
        return new MessageBody.Mixed(words, enclosures, String.join("\n", parts));
    }

    private String mark(Locale locale, Enclosure enclosure) {
        String text = enclosure.text().strip();
        return switch (enclosure.kind()) {
            case QUOTE -> phrases.text(locale, "enclosure.quote", shortened(text));
            case STICKER -> mark(locale, "enclosure.sticker", text);
            case FORWARD -> mark(locale, "enclosure.forward", "") + quoted(text);
            case POLL -> mark(locale, "enclosure.poll", text);
            case VOICE -> mark(locale, "enclosure.voice", text);
            case CARD -> mark(locale, "enclosure.card", text);
            case FILE -> mark(locale, "enclosure.file", text);
            case OTHER -> mark(locale, "enclosure.other", "");
        };
    }

    private String mark(Locale locale, String key, String text) {
        String what = phrases.text(locale, key);
        return text.isBlank()
                ? phrases.text(locale, "enclosure.mark", what)
                : phrases.text(locale, "enclosure.mark-named", what, text);
    }

    private static String quoted(String text) {
        return text.isBlank() ? "" : text.lines().map(line -> "> " + line).collect(Collectors.joining("\n", "\n", ""));
    }

    /** On one line, and never cut inside a character. */
    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_QUOTE ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
}
