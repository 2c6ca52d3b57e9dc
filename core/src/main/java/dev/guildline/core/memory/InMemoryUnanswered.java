package dev.guildline.core.memory;

import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.port.store.UnansweredStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryUnanswered implements UnansweredStore {
    private static final QuestionGroupId NONE = new QuestionGroupId(0);

    private record Kept(UnansweredQuestion question, QuestionGroupId group, boolean dismissed) {
        boolean isIn(QuestionGroupId id) {
            return group.equals(id) && !dismissed;
        }
    }

    private final TreeMap<Long, Kept> all = new TreeMap<>();
    private final UndoLog undo;
    private long last;

    InMemoryUnanswered(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public void add(UnansweredQuestion question) {
        last++;
        undo.put(all, last, new Kept(question.numbered(last), NONE, false));
    }

    @Override
    public List<UnansweredQuestion> ungrouped(int limit) {
        return all.values().stream()
                .filter(kept -> kept.group().equals(NONE))
                .limit(limit)
                .map(Kept::question)
                .toList();
    }

    @Override
    public List<Leader> leaders(Locale language, int limit) {
        Map<QuestionGroupId, UnansweredQuestion> oldest = new TreeMap<>(Comparator.reverseOrder());
        all.values().stream()
                .filter(kept -> !kept.group().equals(NONE))
                .forEach(kept -> oldest.putIfAbsent(kept.group(), kept.question()));
        return oldest.entrySet().stream()
                .filter(each -> ArticleFilter.speaks(each.getValue().language(), language))
                .limit(limit)
                .map(each -> new Leader(each.getKey(), each.getValue().text()))
                .toList();
    }

    @Override
    public void group(Map<Long, QuestionGroupId> groups) {
        groups.forEach((number, group) -> {
            Kept kept = all.get(number);
            if (kept != null && kept.group().equals(NONE)) {
                boolean dismissed =
                        all.values().stream().anyMatch(other -> other.group().equals(group) && other.dismissed());
                undo.put(all, number, new Kept(kept.question(), group, dismissed));
            }
        });
    }

    @Override
    public List<Counted> groups(@Nullable Locale languageOrNull, int limit) {
        return all.values().stream()
                .filter(kept -> !kept.dismissed() && !kept.group().equals(NONE))
                .filter(kept -> ArticleFilter.speaks(kept.question().language(), languageOrNull))
                .collect(Collectors.groupingBy(Kept::group))
                .entrySet()
                .stream()
                .map(each -> counted(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(Counted::count)
                        .thenComparing(Counted::latestAt)
                        .reversed()
                        .thenComparing(Counted::id))
                .limit(limit)
                .toList();
    }

    private static Counted counted(QuestionGroupId id, List<Kept> members) {
        UnansweredQuestion oldest = members.get(0).question();
        Instant latest = members.stream()
                .map(kept -> kept.question().askedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Counted(id, oldest.language(), oldest.text(), members.size(), latest);
    }

    @Override
    public Optional<Counted> find(QuestionGroupId group) {
        List<Kept> members = membersOf(group).toList();
        return members.isEmpty() ? Optional.empty() : Optional.of(counted(group, members));
    }

    private Stream<Kept> membersOf(QuestionGroupId group) {
        return all.values().stream().filter(kept -> kept.isIn(group));
    }

    @Override
    public List<UnansweredQuestion> questionsOf(QuestionGroupId group, int limit) {
        return membersOf(group)
                .map(Kept::question)
                .sorted(Comparator.comparingLong(UnansweredQuestion::number).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public int forget(QuestionGroupId group) {
        List<Kept> members =
                all.values().stream().filter(kept -> kept.group().equals(group)).toList();
        members.forEach(kept -> undo.remove(all, kept.question().number()));
        return members.size();
    }

    @Override
    public boolean dismiss(QuestionGroupId group) {
        List<Kept> members = membersOf(group).toList();
        members.forEach(kept -> undo.put(all, kept.question().number(), new Kept(kept.question(), kept.group(), true)));
        return !members.isEmpty();
    }

    @Override
    public int forgetOld(Instant before, int most) {
        List<Long> gone = new ArrayList<>();
        int over = all.size() - most;
        for (Map.Entry<Long, Kept> each : all.entrySet()) {
            if (gone.size() < over || each.getValue().question().askedAt().isBefore(before)) {
                gone.add(each.getKey());
            }
        }
        gone.forEach(number -> undo.remove(all, number));
        return gone.size();
    }

    @Override
    public int countUngrouped() {
        return (int)
                all.values().stream().filter(kept -> kept.group().equals(NONE)).count();
    }
}
