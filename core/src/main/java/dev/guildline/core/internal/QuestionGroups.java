package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.QuestionGroup;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.port.knowledge.GroupsQuestions;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnansweredStore;
import dev.guildline.core.port.store.UnansweredStore.Counted;
import dev.guildline.core.usecase.UnansweredReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Groups questions: each joins the group whose first question it is most like, or begins one. That happens once for each
 * question, in the order asked, so groups stay as they are while others are added, and the work for a question does not
 * grow with those before it beyond the groups it is compared with.
 */
final class QuestionGroups {
    /** How many questions are grouped at one time. */
    private static final int AT_A_TIME = 1_000;
    /** With how many groups of its language a question is compared: those that were begun last. */
    private static final int COMPARED = 2_000;

    private static final int LOOKED_AT = 200;
    private static final int EXAMPLES = 5;
    private static final int SHOWN = 3;

    private final GroupsQuestions meaning;

    QuestionGroups(KnowledgeBase base) {
        meaning = base instanceof GroupsQuestions groups ? groups : new WordGroups();
    }

    /** The groups of questions that are in none yet, by the questions' numbers. Changes nothing. */
    Map<Long, QuestionGroupId> toBeGrouped(Transaction tx) {
        Map<String, List<UnansweredQuestion>> byLanguage = tx.unanswered().ungrouped(AT_A_TIME).stream()
                .collect(Collectors.groupingBy(
                        question -> question.language().getLanguage(), TreeMap::new, Collectors.toList()));
        Map<Long, QuestionGroupId> found = new HashMap<>();
        byLanguage.forEach(
                (language, fresh) -> found.putAll(grouped(tx.unanswered(), Locale.forLanguageTag(language), fresh)));
        return found;
    }

    private Map<Long, QuestionGroupId> grouped(UnansweredStore store, Locale language, List<UnansweredQuestion> fresh) {
        List<UnansweredStore.Leader> leaders = new ArrayList<>(store.leaders(language, COMPARED));
        Collections.reverse(leaders);
        List<Integer> alike = meaning.alike(
                language,
                leaders.stream()
                        .map(leader -> PersonalData.withoutMarks(leader.text()))
                        .toList(),
                fresh.stream()
                        .map(question -> PersonalData.withoutMarks(question.text()))
                        .toList());
        Map<Long, QuestionGroupId> found = new LinkedHashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            int place = alike.get(i);
            found.put(
                    fresh.get(i).number(),
                    place < leaders.size()
                            ? leaders.get(place).group()
                            : new QuestionGroupId(
                                    fresh.get(place - leaders.size()).number()));
        }
        return found;
    }

    /** What there is by now. */
    UnansweredReport report(Transaction tx, @Nullable Locale languageOrNull, int limit) {
        UnansweredStore store = tx.unanswered();
        return new UnansweredReport(
                store.groups(languageOrNull, limit).stream()
                        .map(counted -> described(counted, store.questionsOf(counted.id(), LOOKED_AT)))
                        .toList(),
                store.countUngrouped());
    }

    private static QuestionGroup described(Counted counted, List<UnansweredQuestion> questions) {
        Set<String> examples = new LinkedHashSet<>();
        examples.add(counted.text());
        Map<UnansweredCause, Integer> causes = new EnumMap<>(UnansweredCause.class);
        Map<ArticleId, Integer> shown = new HashMap<>();
        for (UnansweredQuestion question : questions) {
            if (examples.size() < EXAMPLES) {
                examples.add(question.text());
            }
            causes.merge(question.cause(), 1, Integer::sum);
            question.shown().forEach(article -> shown.merge(article, 1, Integer::sum));
        }
        List<QuestionGroup.Shown> most = shown.entrySet().stream()
                .map(each -> new QuestionGroup.Shown(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(QuestionGroup.Shown::times)
                        .reversed()
                        .thenComparing(each -> each.article().value()))
                .limit(SHOWN)
                .toList();
        return new QuestionGroup(
                counted.id(),
                counted.language(),
                counted.count(),
                counted.latestAt(),
                List.copyOf(examples),
                causes,
                most);
    }
}
