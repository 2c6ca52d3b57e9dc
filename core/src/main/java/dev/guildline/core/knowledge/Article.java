package dev.guildline.core.knowledge;

import dev.guildline.core.id.ArticleId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base entry in one language.
 *
 * @param id its identity
 * @param language the language it is written in
 * @param title its title, never blank
 * @param category what it belongs to, may be empty
 * @param body its text, may be empty where the address says it all
 * @param questions questions it answers, as customers ask them
 * @param urlOrNull where to read it in full
 * @param labels words it is picked by, such as {@code known-issue}
 */
public record Article(
        ArticleId id,
        Locale language,
        String title,
        String category,
        String body,
        List<String> questions,
        @Nullable URI urlOrNull,
        Set<String> labels) {
    /**
     * Keeps unchangeable copies.
     *
     * @throws IllegalArgumentException if the title is blank
     */
    public Article {
        if (title.isBlank()) {
            throw new IllegalArgumentException("title: an article needs one");
        }
        questions = List.copyOf(questions);
        labels = Set.copyOf(labels);
    }

    /**
     * Where to read it in full.
     *
     * @return the address, empty if there is none
     */
    public Optional<URI> url() {
        return Optional.ofNullable(urlOrNull);
    }
}
