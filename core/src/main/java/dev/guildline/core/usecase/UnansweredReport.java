package dev.guildline.core.usecase;

import dev.guildline.core.knowledge.QuestionGroup;
import java.util.List;

/**
 * What was not answered.
 *
 * @param groups the largest first
 * @param waiting how many questions are not grouped yet, because too many came at once
 */
public record UnansweredReport(List<QuestionGroup> groups, int waiting) {
    /** Keeps an unchangeable copy. */
    public UnansweredReport {
        groups = List.copyOf(groups);
    }
}
