package dev.guildline.core.message;

import dev.guildline.core.id.ArticleId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a message says. Texts are in the customer's language and final: channels show them, they do not word them. */
public sealed interface MessageBody {
    /**
     * The body as text alone, for sides that show nothing else.
     *
     * @return the text, may be empty for a message that has attachments only
     */
    String plainText();

    /**
     * The author's own words, without what is quoted, forwarded or enclosed: all that may be taken for a wish.
     *
     * @return the words, empty if there are none
     */
    default String words() {
        return plainText();
    }

    /**
     * What the customer can pick below it.
     *
     * @return the choices, in the order shown; their keys differ
     */
    default List<Choice> choices() {
        return List.of();
    }

    /**
     * Finds a choice.
     *
     * @param key the choice's key
     * @return the choice, empty if this message does not offer it
     */
    default Optional<Choice> choice(String key) {
        return choices().stream().filter(c -> c.key().equals(key)).findFirst();
    }

    /**
     * Plain words.
     *
     * @param text the words, may be empty where attachments say it all
     */
    record Text(String text) implements MessageBody {
        @Override
        public String plainText() {
            return text;
        }
    }

    /**
     * Words with something that text alone cannot show, or without any.
     *
     * @param words the author's own words, may be empty
     * @param enclosures what else there is, in the order shown
     * @param text everything as it is to be read
     */
    record Mixed(String words, List<Enclosure> enclosures, String text) implements MessageBody {
        /** Keeps an unchangeable copy of the enclosures. */
        public Mixed {
            enclosures = List.copyOf(enclosures);
        }

        @Override
        public String plainText() {
            return text;
        }
    }

    /**
     * An article shown to the customer.
     *
     * @param lead the sentence before the card
     * @param article which article it is
     * @param category its category, may be empty
     * @param title its title
     * @param excerpt the part that answers
     * @param urlOrNull where to read on
     * @param choices what the customer can say to it; not part of what sides without buttons show
     */
    record ArticleCard(
            String lead,
            ArticleId article,
            String category,
            String title,
            String excerpt,
            @Nullable URI urlOrNull,
            List<Choice> choices)
            implements MessageBody {
        /** Keeps an unchangeable copy of the choices. */
        public ArticleCard {
            choices = List.copyOf(choices);
        }

        /**
         * A card without choices.
         *
         * @param lead the sentence before the card
         * @param article which article it is
         * @param category its category, may be empty
         * @param title its title
         * @param excerpt the part that answers
         * @param urlOrNull where to read on
         */
        public ArticleCard(
                String lead,
                ArticleId article,
                String category,
                String title,
                String excerpt,
                @Nullable URI urlOrNull) {
            this(lead, article, category, title, excerpt, urlOrNull, List.of());
        }

        /**
         * Where to read on.
         *
         * @return the address, empty if the article has none
         */
        public Optional<URI> url() {
            return Optional.ofNullable(urlOrNull);
        }

        @Override
        public String plainText() {
            return lead + "\n" + title + "\n" + excerpt + (urlOrNull == null ? "" : "\n" + urlOrNull);
        }
    }

    /**
     * A question with choices to pick from.
     *
     * @param text the question
     * @param choices the choices, in the order shown; keys differ
     */
    record ChoicePrompt(String text, List<Choice> choices) implements MessageBody {
        /** Keeps an unchangeable copy of the choices. */
        public ChoicePrompt {
            choices = List.copyOf(choices);
        }

        @Override
        public String plainText() {
            StringBuilder shown = new StringBuilder(text);
            choices.forEach(c -> shown.append("\n[").append(c.label()).append(']'));
            return shown.toString();
        }
    }

    /**
     * What a customer picked.
     *
     * @param key the choice's key in the prompt that this message replies to
     * @param label what the customer read on it
     */
    record ChoiceMade(String key, String label) implements MessageBody {
        @Override
        public String plainText() {
            return "[" + label + "]";
        }
    }
}
