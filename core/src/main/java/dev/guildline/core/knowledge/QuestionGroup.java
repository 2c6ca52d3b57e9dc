package dev.guildline.core.knowledge;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.QuestionGroupId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Questions that were not answered and mean the same.
 *
 * @param id which group; stays as long as one of its questions is kept
 * @param language the language they are asked in
 * @param count how many there are
 * @param latestAt when the last one was asked
 * @param examples what they say, each text once: that which began the group, then the newest ones
 * @param causes how many of them were not answered for each cause; causes that never were the case are left out
 * @param shown the articles that were shown for them most
 */
public record QuestionGroup(
        QuestionGroupId id,
        Locale language,
        int count,
        Instant latestAt,
        List<String> examples,
        Map<UnansweredCause, Integer> causes,
        List<Shown> shown) {
    /** Keeps unchangeable copies. */
    public QuestionGroup {
        examples = List.copyOf(examples);
        causes = Map.copyOf(causes);
        shown = List.copyOf(shown);
    }

    /**
     * An article that did not help.
     *
     * @param article which
     * @param times for how many of the questions it was shown
     */
    public record Shown(ArticleId article, int times) {}
}
